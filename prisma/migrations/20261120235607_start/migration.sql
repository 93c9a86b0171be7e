-- CreateTable
CREATE TABLE "Instance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "instance" TEXT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 0,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Agent" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "config" TEXT,
    "configText" TEXT,
    "architectureHash" TEXT,
    "provenance" TEXT NOT NULL DEFAULT '{}',
    "persona" TEXT,
    "capabilities" TEXT NOT NULL DEFAULT '[]',
    "keywords" TEXT NOT NULL DEFAULT '[]',
    "rateSats" INTEGER,
    "capacity" INTEGER NOT NULL DEFAULT 4,
    "endpoint" TEXT,
    "walletAddress" TEXT,
    "initialBalanceSats" INTEGER NOT NULL DEFAULT 0,
    "externalIds" TEXT NOT NULL DEFAULT '{}',
    "registeredAt" BIGINT NOT NULL,
    "registeredBy" TEXT NOT NULL,
    "deregisteredAt" BIGINT,
    "revokedAt" BIGINT,
    "revocationReason" TEXT,
    "revocationCause" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "Hold" (
    "agentNumber" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "since" BIGINT NOT NULL,
    "note" TEXT,

    PRIMARY KEY ("agentNumber", "cause"),
    CONSTRAINT "Hold_agentNumber_fkey" FOREIGN KEY ("agentNumber") REFERENCES "Agent" ("number") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Signal" (
    "row" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "agentNumber" INTEGER NOT NULL,
    "dimension" INTEGER NOT NULL,
    "value" REAL NOT NULL,
    "weight" REAL NOT NULL DEFAULT 1,
    "source" TEXT NOT NULL,
    "details" TEXT,
    "traceId" TEXT,
    "signalId" TEXT,
    "observedAt" BIGINT,
    "receivedAt" BIGINT NOT NULL,
    "reporter" TEXT NOT NULL,
    "previous" INTEGER
);

-- CreateTable
CREATE TABLE "SignalKey" (
    "reporter" TEXT NOT NULL,
    "signalId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,

    PRIMARY KEY ("reporter", "signalId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Sample" (
    "agentNumber" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "score" INTEGER NOT NULL,
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
);

-- CreateTable
CREATE TABLE "Setting" (
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "since" BIGINT NOT NULL,
    "entryId" TEXT,
    "undoes" INTEGER,

    PRIMARY KEY ("kind", "version")
);

-- CreateTable
CREATE TABLE "JournalEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "agentId" TEXT,
    "actor" TEXT NOT NULL,
    "cause" TEXT,
    "data" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Key" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "agentId" TEXT,
    "purpose" TEXT NOT NULL DEFAULT 'api',
    "createdAt" BIGINT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "expiresAt" BIGINT,
    "lastUsedAt" BIGINT,
    "revokedAt" BIGINT
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT
);

-- CreateIndex
CREATE UNIQUE INDEX "Agent_id_key" ON "Agent"("id");

-- CreateIndex
CREATE INDEX "Agent_registeredBy_idx" ON "Agent"("registeredBy");

-- CreateIndex
CREATE UNIQUE INDEX "JournalEntry_id_key" ON "JournalEntry"("id");

-- CreateIndex
CREATE INDEX "JournalEntry_agentId_seq_idx" ON "JournalEntry"("agentId", "seq");

-- CreateIndex
CREATE INDEX "JournalEntry_type_seq_idx" ON "JournalEntry"("type", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Key_secretHash_key" ON "Key"("secretHash");

-- CreateIndex
CREATE UNIQUE INDEX "User_name_key" ON "User"("name");

-- Written by hand: the journal is append-only for everybody who comes through SQL.
CREATE TRIGGER "JournalEntry_never_updated" BEFORE UPDATE ON "JournalEntry"
BEGIN
    SELECT RAISE(ABORT, 'journal entries are never changed');
END;

CREATE TRIGGER "JournalEntry_never_deleted" BEFORE DELETE ON "JournalEntry"
BEGIN
    SELECT RAISE(ABORT, 'journal entries are never deleted');
END;
