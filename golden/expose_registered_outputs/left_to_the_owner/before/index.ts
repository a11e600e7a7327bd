import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

class Late extends pulumi.ComponentResource {
  private readonly topic: aws.sns.Topic;

  constructor(name: string) {
    super('acme:index:Late', name);
    this.topic = new aws.sns.Topic(name, {}, { parent: this });
    if (pulumi.getStack() === 'prod') {
      this.finish();
    }
  }

  private url(): string {
    return 'https://example.com';
  }

  private finish(): void {
    this.registerOutputs({ topicArn: this.topic.arn });
  }
}

class Hidden extends pulumi.ComponentResource {
  private readonly topicArn: pulumi.Output<string>;

  constructor(name: string, subscribers: number) {
    super('acme:index:Hidden', name);
    this.topicArn = new aws.sns.Topic(name, {}, { parent: this }).arn;
    this.registerOutputs({ topicArn: this.topicArn, url: this.url(), subscribers });
  }

  private url(): string {
    return 'https://example.com';
  }
}

new Late('late');
new Hidden('hidden', 3);
