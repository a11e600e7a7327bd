import { TapStack } from './lib/tap-stack';

new TapStack('tap', { environmentSuffix: 'dev' });
