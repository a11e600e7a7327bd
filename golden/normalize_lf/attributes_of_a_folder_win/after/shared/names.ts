export const stage = 'prod';
export const queueName = `orders-${stage}`;
