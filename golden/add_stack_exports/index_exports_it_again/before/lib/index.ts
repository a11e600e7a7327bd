export { TapStack as Stack } from './tap-stack';
export * from './names';
