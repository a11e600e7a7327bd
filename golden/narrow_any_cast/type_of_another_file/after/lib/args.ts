import { Input } from '@pulumi/pulumi';

export interface StackArgs {
  tags?: Input<{ [key: string]: string }>;
  labels?: Input<{ [key: string]: Input<string> }>;
}
