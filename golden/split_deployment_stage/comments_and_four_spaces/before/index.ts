import * as aws from '@pulumi/aws'

const api = new aws.apigateway.RestApi('inventory')

// Deploys what the specification describes.
export const inventoryDeployment = new aws.apigateway.Deployment('inventory', {
    restApi: api.id, // the only API
    // Clients have this in their configuration: do not change it.
    stageName: 'v2', // was v1 until May
    // Deploy again when the specification changes.
    triggers: { specification: 'sha256:4f2a' },
    variables: {
        // Read by the mapping templates.
        table: 'inventory', // in the same region
    },
    /* Of the deployment, not of the stage. */
    description: 'Inventory',
}) // replaced whenever the specification changes

// What clients call.
export const inventoryUrl = inventoryDeployment.invokeUrl // with the stage
