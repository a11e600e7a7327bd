import { Queues, Tables, TapStack, Topics } from './lib/tap-stack';

new TapStack('tap', { environmentSuffix: 'pr123' });
new Queues('queues', { environmentSuffix: 'pr123' });
new Topics('topics', {});
new Tables('tables', 'pr123');
