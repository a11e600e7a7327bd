import * as aws from '@pulumi/aws';

const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' });
const routeTables = ['a', 'b'].map(
  (name) => new aws.ec2.RouteTable(name, { vpcId: vpc.id }),
);

const s3 = new aws.ec2.VpcEndpoint('s3', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.s3',
});

const dynamodb = new aws.ec2.VpcEndpoint('dynamodb', {
  vpcId: vpc.id,
  serviceName: 'com.amazonaws.us-east-1.dynamodb',
});

routeTables.forEach((routeTable, index) => {
  new aws.ec2.VpcEndpointRouteTableAssociation(`s3-${index}`, {
    routeTableId: routeTable.id,
    vpcEndpointId: s3.id,
  });
});

const bucket = new aws.s3.Bucket('bucket', {}, { dependsOn: [s3] });
const copy = new aws.s3.Bucket('copy', {}, { dependsOn: [bucket, s3] });
const table = new aws.dynamodb.Table(
  'table',
  {
    hashKey: 'id',
    attributes: [{ name: 'id', type: 'S' }],
    billingMode: 'PAY_PER_REQUEST',
  },
  { dependsOn: dynamodb },
);

export const s3Id = s3.id;
export const names = [copy.id, table.name];
