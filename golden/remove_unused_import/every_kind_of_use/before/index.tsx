import * as aws from '@pulumi/aws';
import { A1, A2, A3, A4, A5, A6, A7, A8, A9 } from 'a';
import { B1, B2, B3, B4, B5, B6, B7, B8, B9 } from 'b';
import { C1, C2, C3, C4, C5, C6, C7, C8, C9 } from 'c';
import { D1, D2, D3, D4, D5, D6, D7, D8, D9 } from 'd';
import { E2, E3, E4, E5, E6, E7, E8 } from 'e';
import { F1, F2, F3, F4, F5, F6, F7, F8, F9 } from 'f';
import G1, * as G2 from 'g';
import type H1 from 'h';
import { type H2, H3 as H4 } from 'h';

class X extends A1<A2> implements A3, A4<A5> {
  @B1 field: A6 = 1 as A7;
  @B2() method<T extends A8 = A9>(@B3 p: T): p is C1 { return p! as unknown as C2; }
  static { B4(); }
  [B5.key] = 1;
  declare other: C3[];
  get y(): C4 { return B6 satisfies C5; }
}
interface Y extends C6 { [k: string]: C7; m(): C8; new (x: C9): D1; <T>(x: D2): T; }
type Z = keyof typeof B7 | D3['x'] | `a${D4}` | [D5, ...D6[]] | { [K in keyof D7]: D8 } | (D9 extends infer U ? U : never);
enum En { a = B8 }
abstract class Q { abstract z: E2; protected constructor(private readonly w: E3) {} }
function assertIt(x: unknown): asserts x is E4 {}
const el = <B9 a={E5} {...E6}><F1.G /></B9>;
const o = { F2, [F3]: 1, f: F4 };
label: for (const k of F5) { if (k in F6) break label; }
const t = F7`x`;
const { a = F8 } = o as any;
export { F9 };
export default G1;
export type { H1 };
let h: H2 = H4;
G2.x++;
type N = E7.Inner.Deep;
const fn = (x?: E8): void => {};
new aws.s3.Bucket('x');
