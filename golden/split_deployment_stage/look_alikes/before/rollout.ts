export class Deployment {
  readonly stageName: string;

  constructor(
    readonly name: string,
    args: { stageName: string },
  ) {
    this.stageName = args.stageName;
  }
}
