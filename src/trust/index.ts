export { joinWorlds, prove } from "./prove.ts";
