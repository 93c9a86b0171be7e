-- AlterTable
ALTER TABLE "Agent" ADD COLUMN "certificate" INTEGER;
ALTER TABLE "Agent" ADD COLUMN "journaledLevel" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Certificate" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "agentNumber" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "cc" REAL NOT NULL,
    "er" REAL NOT NULL,
    "as" REAL NOT NULL,
    "ih" REAL NOT NULL,
    "auditType" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "issuedAt" BIGINT NOT NULL,
    "recordedAt" BIGINT NOT NULL,
    "details" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "gateVersion" INTEGER NOT NULL,
    "architectureHash" TEXT,
    "observedArchitectureHash" TEXT,
    "auditCid" TEXT,
    "auditDraw" REAL NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_id_key" ON "Certificate"("id");

-- CreateIndex
CREATE INDEX "Certificate_agentNumber_number_idx" ON "Certificate"("agentNumber", "number");

CREATE TRIGGER "Certificate_never_updated" BEFORE UPDATE ON "Certificate"
BEGIN
    SELECT RAISE(ABORT, 'certificates are never changed');
END;

CREATE TRIGGER "Certificate_never_deleted" BEFORE DELETE ON "Certificate"
BEGIN
    SELECT RAISE(ABORT, 'certificates are never deleted');
END;
