import { OPERATIONS } from "@/lib/http/operations";
import { resource } from "@/lib/http/resource";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = resource({ GET: OPERATIONS.readChanges });
