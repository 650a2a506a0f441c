// Runs the test program, whose path is the first argument: a panic is a trap, and ends Node.js with an error.
import { readFileSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
process.exit(instance.exports.main(0, 0));
