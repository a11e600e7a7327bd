export { StackArgs } from './args';
