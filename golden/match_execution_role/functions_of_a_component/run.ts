import * as aws from '@pulumi/aws';
import { Orders } from './lib/orders';

new Orders('orders', {
  environmentSuffix: 'dev',
  privateSubnetIds: ['subnet-1', 'subnet-2'],
  securityGroupId: 'sg-1',
  table: aws.dynamodb.Table.get('orders', 'orders'),
});
