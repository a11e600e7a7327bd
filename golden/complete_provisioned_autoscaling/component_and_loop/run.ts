import { Jobs } from './lib/jobs';

new Jobs('jobs', { roleArn: 'arn:role', names: ['mail', 'clean'] });
