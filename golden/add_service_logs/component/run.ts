import { Network } from './lib/network';

new Network('network', { environmentSuffix: 'dev', tags: { Owner: 'shop' } });
