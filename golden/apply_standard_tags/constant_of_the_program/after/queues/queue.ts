import * as aws from '@pulumi/aws';
import { standardTags } from '../tags';

export function makeQueue(name: string) {
  return new aws.sqs.Queue(name, { tags: standardTags });
}
