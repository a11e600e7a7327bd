import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

class Store extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: { costCenter?: string; environmentSuffix?: string }
  ) {
    super('acme:data:Store', name, args);
    new aws.dynamodb.Table(
      name,
      {
        attributes: [{ name: 'id', type: 'S' }],
        hashKey: 'id',
        billingMode: 'PAY_PER_REQUEST',
        tags: { CostCenter: args.costCenter ?? 'none' },
      },
      { parent: this }
    );
  }
}

const environmentSuffix = pulumi.getStack();
const costCenter = 'retail';

export const store = new Store('orders', {}).urn;
export const label = `${environmentSuffix}-${costCenter}`;
