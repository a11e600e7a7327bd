
const { randomUUID } = require('crypto');

exports.handler = async () => {
  const id = randomUUID();
  console.log(`order ${id}`, JSON.stringify(id));
  return { statusCode: 200, body: JSON.stringify({ id, path: 'C:\orders\n' }) };
};
