
const products = [
  { id: 1, name: 'Tea', price: 12 },
  { id: 2, name: 'Coffee', price: 15 },
];

exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ path: event.path, products }),
});
