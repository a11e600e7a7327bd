import { AuditStack } from "./index";

new AuditStack("audit", { environmentSuffix: "test", tags: { team: "audit" } });
