import { Api } from './api';

new Api('api', { environmentSuffix: 'dev' });
