import * as pulumi from '@pulumi/pulumi';
import { Jobs } from './lib/jobs';
import { Network } from './lib/network';
import { Reports } from './lib/reports';

const config = new pulumi.Config();
const network = new Network('network');

new Jobs('jobs', {
  subnetIds: network.privateSubnetIds,
  securityGroupId: network.securityGroupId,
});

// Its subnets are whatever somebody configures.
new Reports('reports', { subnetIds: config.requireObject('subnetIds') });
