// Generated from schema.graphql. Do not edit.
export interface Order {
  id: string;
  total: number;
}
