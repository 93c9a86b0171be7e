import { ACCOUNT_OPERATIONS } from "./account-operations";
import { AGENT_OPERATIONS } from "./agent-operations";
import { AUDIT_OPERATIONS } from "./audit-operations";
import { BACKUP_OPERATIONS } from "./backup-operations";
import { CERTIFICATION_OPERATIONS } from "./certification-operations";
import { JOURNAL_OPERATIONS } from "./journal-operations";
import { KEY_OPERATIONS } from "./key-operations";
import { OVERVIEW_OPERATIONS } from "./overview-operations";
import { POLICY_OPERATIONS } from "./policy-operations";
import { RETENTION_OPERATIONS } from "./retention-operations";
import { ROUTING_OPERATIONS } from "./routing-operations";
import { TASK_OPERATIONS } from "./task-operations";
import { TRUST_OPERATIONS } from "./trust-operations";
import { USER_OPERATIONS } from "./user-operations";
import { VIEW_OPERATIONS } from "./view-operations";

/** Every operation of the API, by name. */
export const OPERATIONS = {
  ...AGENT_OPERATIONS,
  ...OVERVIEW_OPERATIONS,
  ...TRUST_OPERATIONS,
  ...CERTIFICATION_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...ROUTING_OPERATIONS,
  ...TASK_OPERATIONS,
  ...POLICY_OPERATIONS,
  ...JOURNAL_OPERATIONS,
  ...RETENTION_OPERATIONS,
  ...KEY_OPERATIONS,
  ...BACKUP_OPERATIONS,
  ...USER_OPERATIONS,
  ...VIEW_OPERATIONS,
} as const;

export type OperationId = keyof typeof OPERATIONS;
