-- CreateTable
CREATE TABLE "Task" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "requiredCapabilities" TEXT NOT NULL,
    "minLevel" INTEGER NOT NULL,
    "budgetSats" BIGINT,
    "tokensBudget" BIGINT,
    "timeBudgetMs" BIGINT,
    "penaltySats" BIGINT NOT NULL,
    "deadline" BIGINT,
    "checks" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "dispatch" BOOLEAN NOT NULL,
    "postedAt" BIGINT NOT NULL,
    "postedBy" TEXT NOT NULL,
    "finishedAt" BIGINT
);

-- CreateTable
CREATE TABLE "Attempt" (
    "taskNumber" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "agentNumber" INTEGER NOT NULL,
    "decisionNumber" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "priceSats" BIGINT NOT NULL,
    "assignedAt" BIGINT NOT NULL,
    "startedAt" BIGINT,
    "endedAt" BIGINT,
    "durationMs" BIGINT,
    "tokensUsed" BIGINT,
    "failureReason" TEXT,
    "result" TEXT,
    "checks" TEXT,

    PRIMARY KEY ("taskNumber", "attempt")
);

-- CreateTable
CREATE TABLE "Decision" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "taskNumber" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "decidedAt" BIGINT NOT NULL,
    "outcome" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "recommended" INTEGER,
    "assigned" INTEGER,
    "overriddenBy" TEXT,
    "overrideReason" TEXT
);

-- CreateTable
CREATE TABLE "Candidate" (
    "agentNumber" INTEGER NOT NULL,
    "decisionNumber" INTEGER NOT NULL,
    "rank" INTEGER,
    "combined" REAL NOT NULL,
    "considered" INTEGER NOT NULL,
    "eligible" INTEGER NOT NULL,
    "combinedSum" REAL NOT NULL,

    PRIMARY KEY ("agentNumber", "decisionNumber")
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "Task_id_key" ON "Task"("id");

-- CreateIndex
CREATE INDEX "Task_status_number_idx" ON "Task"("status", "number");

-- CreateIndex
CREATE INDEX "Attempt_agentNumber_taskNumber_idx" ON "Attempt"("agentNumber", "taskNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_id_key" ON "Decision"("id");

-- CreateIndex
CREATE INDEX "Decision_taskNumber_idx" ON "Decision"("taskNumber");

-- CreateIndex
CREATE INDEX "Decision_outcome_number_idx" ON "Decision"("outcome", "number");

-- CreateIndex
CREATE INDEX "Decision_decidedAt_idx" ON "Decision"("decidedAt");

-- A decision is never changed or deleted; only who was given the task in its stead may be added to it.
CREATE TRIGGER "Decision_never_updated" BEFORE UPDATE OF "number", "id", "taskNumber", "attempt", "decidedAt", "outcome", "finding", "recommended" ON "Decision"
BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;

CREATE TRIGGER "Decision_never_deleted" BEFORE DELETE ON "Decision"
BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
END;

CREATE TRIGGER "Candidate_never_updated" BEFORE UPDATE ON "Candidate"
BEGIN
    SELECT RAISE(ABORT, 'candidates are never changed');
END;

CREATE TRIGGER "Candidate_never_deleted" BEFORE DELETE ON "Candidate"
BEGIN
    SELECT RAISE(ABORT, 'candidates are never deleted');
END;

CREATE TRIGGER "Attempt_never_deleted" BEFORE DELETE ON "Attempt"
BEGIN
    SELECT RAISE(ABORT, 'attempts are never deleted');
END;
