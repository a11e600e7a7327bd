import * as aws from '@pulumi/aws';
import { Transactions } from './lib/transactions';

new Transactions('transactions', {
  environmentSuffix: 'dev',
  role: aws.iam.Role.get('service', 'service'),
});
