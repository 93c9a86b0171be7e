-- AlterTable
ALTER TABLE "Key" ADD COLUMN "maxShare" REAL;
ALTER TABLE "Key" ADD COLUMN "requestsPerSecond" INTEGER;
ALTER TABLE "Key" ADD COLUMN "signalsPerSecond" INTEGER;

-- AlterTable
ALTER TABLE "Signal" ADD COLUMN "maxShare" REAL;

-- CreateTable
CREATE TABLE "ForgottenSignals" (
    "agentNumber" INTEGER NOT NULL,
    "dimension" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("agentNumber", "dimension")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "IdempotentRequest" (
    "credential" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "status" INTEGER,
    "answer" TEXT,

    PRIMARY KEY ("credential", "operation", "key")
) WITHOUT ROWID;

-- A sample that is kept longer stands for others; without a row id it is one page to write, not two.
CREATE TABLE "new_Sample" (
    "agentNumber" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "score" INTEGER NOT NULL,
    "low" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    "sum" INTEGER NOT NULL,
    "samples" INTEGER NOT NULL,
    "rated" BOOLEAN NOT NULL,
    "p" REAL,
    "r" REAL,
    "o" REAL,
    "s" REAL,
    "c" REAL,
    "pCount" INTEGER NOT NULL,
    "rCount" INTEGER NOT NULL,
    "oCount" INTEGER NOT NULL,
    "sCount" INTEGER NOT NULL,
    "cCount" INTEGER NOT NULL,
    "pRow" INTEGER,
    "rRow" INTEGER,
    "oRow" INTEGER,
    "sRow" INTEGER,
    "cRow" INTEGER,
    "weightsVersion" INTEGER NOT NULL,

    PRIMARY KEY ("agentNumber", "at")
) WITHOUT ROWID;
INSERT INTO "new_Sample" ("agentNumber", "at", "score", "low", "high", "sum", "samples", "rated", "p", "r", "o", "s", "c", "pCount", "rCount", "oCount", "sCount", "cCount", "pRow", "rRow", "oRow", "sRow", "cRow", "weightsVersion")
SELECT "agentNumber", "at", "score", "score", "score", "score", 1, "rated", "p", "r", "o", "s", "c", "pCount", "rCount", "oCount", "sCount", "cCount", "pRow", "rRow", "oRow", "sRow", "cRow", "weightsVersion" FROM "Sample";
DROP TABLE "Sample";
ALTER TABLE "new_Sample" RENAME TO "Sample";

-- CreateIndex
CREATE INDEX "IdempotentRequest_createdAt_idx" ON "IdempotentRequest"("createdAt");
