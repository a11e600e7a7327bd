import { TapStack } from './lib/tap-stack';

new TapStack('shop', { environmentSuffix: 'dev' });
