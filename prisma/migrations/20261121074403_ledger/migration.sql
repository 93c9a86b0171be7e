-- CreateTable
CREATE TABLE "Posting" (
    "transfer" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    "amountSats" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,

    PRIMARY KEY ("transfer", "account")
);

-- CreateIndex
CREATE INDEX "Posting_account_transfer_idx" ON "Posting"("account", "transfer");

-- What agents began with becomes a transfer from the treasury.
INSERT INTO "Posting" ("transfer", "account", "amountSats", "kind", "at", "actor")
    SELECT row_number() OVER (ORDER BY "number"), "number", "initialBalanceSats", 'initial', "registeredAt", "registeredBy"
    FROM "Agent" WHERE "initialBalanceSats" > 0;
INSERT INTO "Posting" ("transfer", "account", "amountSats", "kind", "at", "actor")
    SELECT "transfer", 0, -"amountSats", "kind", "at", "actor" FROM "Posting";

ALTER TABLE "Agent" DROP COLUMN "initialBalanceSats";

CREATE TRIGGER "Posting_never_updated" BEFORE UPDATE ON "Posting"
BEGIN
    SELECT RAISE(ABORT, 'postings are never changed');
END;

CREATE TRIGGER "Posting_never_deleted" BEFORE DELETE ON "Posting"
BEGIN
    SELECT RAISE(ABORT, 'postings are never deleted');
END;
