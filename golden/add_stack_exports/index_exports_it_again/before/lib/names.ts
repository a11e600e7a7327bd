export const names: string[] = [];
