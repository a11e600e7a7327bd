import * as aws from '@pulumi/aws'

const api = new aws.apigateway.RestApi('inventory')

// Deploys what the specification describes.
export const inventoryDeployment = new aws.apigateway.Deployment('inventory', {
    restApi: api.id, // the only API
    // Deploy again when the specification changes.
    triggers: { specification: 'sha256:4f2a' },
    /* Of the deployment, not of the stage. */
    description: 'Inventory',
}) // replaced whenever the specification changes

const inventoryStage = new aws.apigateway.Stage('inventory-stage', {
    restApi: api.id,
    deployment: inventoryDeployment.id,
    // Clients have this in their configuration: do not change it.
    stageName: 'v2', // was v1 until May
    variables: {
        // Read by the mapping templates.
        table: 'inventory', // in the same region
    },
})

// What clients call.
export const inventoryUrl = inventoryStage.invokeUrl // with the stage
