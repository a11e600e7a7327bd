import { Network } from './network';

new Network('network');
