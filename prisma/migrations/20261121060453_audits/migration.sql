-- CreateTable
CREATE TABLE "Audit" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "agentNumber" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "requestedBy" TEXT NOT NULL,
    "requestedAt" BIGINT NOT NULL,
    "startedAt" BIGINT,
    "finishedAt" BIGINT,
    "battery" TEXT NOT NULL,
    "batteryVersion" TEXT NOT NULL,
    "batterySha256" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "samples" INTEGER NOT NULL,
    "thresholds" TEXT NOT NULL,
    "before" TEXT,
    "outcome" TEXT,
    "evidenceHash" TEXT
);

-- CreateTable
CREATE TABLE "AuditRecord" (
    "auditNumber" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "probeId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "record" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("auditNumber", "seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "Audit_id_key" ON "Audit"("id");

-- CreateIndex
CREATE INDEX "Audit_status_number_idx" ON "Audit"("status", "number");

-- CreateIndex
CREATE INDEX "Audit_agentNumber_number_idx" ON "Audit"("agentNumber", "number");

-- CreateIndex
CREATE UNIQUE INDEX "AuditRecord_auditNumber_probeId_turn_key" ON "AuditRecord"("auditNumber", "probeId", "turn");

CREATE TRIGGER "AuditRecord_never_updated" BEFORE UPDATE ON "AuditRecord"
BEGIN
    SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TRIGGER "AuditRecord_never_deleted" BEFORE DELETE ON "AuditRecord"
BEGIN
    SELECT RAISE(ABORT, 'evidence is never deleted');
END;
