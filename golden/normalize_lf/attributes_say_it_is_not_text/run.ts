import "./src/schema.generated";
