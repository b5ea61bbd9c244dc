// zod compiles its checks with `new Function`, which the window's content security policy reports as a violation even though zod
// catches it. Must be imported before anything that imports the contract.
import { z } from "zod";

z.config({ jitless: true });
