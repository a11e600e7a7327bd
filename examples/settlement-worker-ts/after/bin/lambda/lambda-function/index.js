
exports.handler = async (event) => {
  console.log('Settling:', JSON.stringify(event));

  const dbUrl = process.env.DATABASE_URL;
  const apiKey = process.env.API_KEY;

  const response = {
    statusCode: 200,
    body: JSON.stringify({
      message: `Settled ${event.id}`,
      timestamp: new Date().toISOString(),
    }),
  };

  return response;
};
