import { Deployment as D, RestApi, Stage as S } from '@pulumi/aws/apigateway';

interface Stage {
  name: string;
}

const preview: Stage = { name: 'preview' };
const api = new RestApi('renamed');
const release = new D('renamed', { restApi: api.id });
const releaseStage = new S('renamed-stage', {
  restApi: api.id,
  deployment: release.id,
  stageName: 'live',
});
const other = new S('renamed-preview', {
  restApi: api.id,
  deployment: release.id,
  stageName: preview.name,
});

export const renamedUrls = [releaseStage.invokeUrl, other.invokeUrl];
