import { Endpoints } from './lib/endpoints';

new Endpoints('endpoints', { vpcId: 'vpc-0' });
