import { Sites } from './lib/sites';

new Sites('sites', { names: ['a'], regions: ['us-west-2'] });
