// In a process of its own: brings the database at argv[2] to the newest schema.
import { migrate } from "../../lib/store/migrate";

migrate(process.argv[2] ?? "");
