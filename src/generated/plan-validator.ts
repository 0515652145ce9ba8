/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */
// @ts-nocheck
import type { ErrorObject } from "ajv/dist/2020.js";

/** Says whether a value is valid, and keeps the faults until it is asked again. */
export interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

const exports: Record<string, CompiledSchema> = {};
exports["plan.schema.json"] = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"plan.schema.json","title":"certplan plan, format 1","description":"What certplan plan -o writes and certplan apply runs. The digest covers what is decided and assumed.","type":"object","additionalProperties":false,"properties":{"formatVersion":{"const":1},"certplanVersion":{"type":"string"},"estate":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"digest":{"$ref":"#/$defs/digest"}},"required":["name","digest"]},"evaluatedAt":{"$ref":"#/$defs/instant"},"validUntil":{"$ref":"#/$defs/instant"},"lineage":{"type":"string"},"selection":{"type":"object","additionalProperties":false,"properties":{"only":{"type":"array","items":{"type":"string"}},"exclude":{"type":"array","items":{"type":"string"}},"rotate":{"type":"array","items":{"type":"string"}}},"required":["only","exclude","rotate"]},"applyable":{"type":"boolean"},"digest":{"$ref":"#/$defs/digest"},"summary":{"type":"object","additionalProperties":false,"properties":{"targets":{"type":"integer","minimum":0},"due":{"type":"integer","minimum":0},"unchanged":{"type":"integer","minimum":0},"blocked":{"type":"integer","minimum":0},"unreadable":{"type":"integer","minimum":0},"steps":{"type":"integer","minimum":0},"disruptive":{"type":"integer","minimum":0},"final":{"type":"integer","minimum":0},"estimatedSeconds":{"type":"number","minimum":0}},"required":["targets","due","unchanged","blocked","unreadable","steps","disruptive","final"]},"targets":{"type":"array","items":{"$ref":"#/$defs/target"}},"steps":{"type":"array","items":{"$ref":"#/$defs/step"}},"trust":{"$ref":"#/$defs/trust"},"observations":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"target":{"type":"string"},"principal":{"type":"string"},"complete":{"type":"boolean"},"facts":{"type":"object"}},"required":["target","principal","complete","facts"]}},"continues":{"type":"string"}},"required":["formatVersion","certplanVersion","estate","evaluatedAt","lineage","selection","applyable","digest","summary","targets","steps","trust","observations"],"$defs":{"instant":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$","description":"UTC."},"digest":{"type":"string","pattern":"^sha256:[0-9a-f]{64}$"},"fingerprint":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256 of the DER certificate."},"reason":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"evidence":{"type":"object"}},"required":["code","sentence","evidence"]},"finding":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"evidence":{"type":"object"},"about":{"type":"string"}},"required":["code","sentence","evidence"]},"refusal":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"hint":{"type":"string"},"kind":{"enum":["refused","stale"]}},"required":["code","sentence","kind"]},"slot":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"class":{"enum":["root","intermediate","leaf","client"]},"fingerprint":{"$ref":"#/$defs/fingerprint"},"subject":{"type":"string"},"issuer":{"type":"string"},"serialNumber":{"type":"string","pattern":"^[0-9A-F]+$"},"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"},"key":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string"},"size":{"type":"integer","minimum":0}},"required":["type"]},"signature":{"type":"string"},"sans":{"type":"array","items":{"type":"string"}},"renewsItself":{"type":"boolean"},"renewsBeforeMs":{"description":"How long before its end the platform renews it itself, where that is known.","type":"integer","minimum":0},"comesAndGoes":{"description":"The platform adds and removes such places by itself: a new or a gone one is no drift.","type":"boolean"}},"required":["name","class"]},"target":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"type":{"type":"string"},"system":{"type":"string"},"version":{"type":"string"},"serial":{"type":"integer","minimum":0},"verdict":{"enum":["due","unchanged","blocked","unreadable"]},"reasons":{"type":"array","items":{"$ref":"#/$defs/reason"}},"findings":{"type":"array","items":{"$ref":"#/$defs/finding"}},"refusals":{"type":"array","items":{"$ref":"#/$defs/refusal"}},"unreadable":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"kind":{"type":"string"},"sentence":{"type":"string"},"hint":{"type":"string"}},"required":["code","kind","sentence"]},"slots":{"type":"array","items":{"$ref":"#/$defs/slot"}},"expires":{"$ref":"#/$defs/instant"},"latestStart":{"$ref":"#/$defs/instant"},"estimatedFinish":{"$ref":"#/$defs/instant"},"connection":{"description":"Addresses, secret references and anchors as they are frozen with the plan; never a secret."}},"required":["name","type","serial","verdict","reasons","findings","refusals","slots","connection"]},"credential":{"type":"object","additionalProperties":false,"properties":{"id":{"type":"string"},"anchors":{"type":"array","items":{"type":"string"}},"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"}},"required":["id","anchors"]},"effect":{"oneOf":[{"type":"object","additionalProperties":false,"properties":{"effect":{"const":"present"},"presenter":{"type":"string"},"credential":{"$ref":"#/$defs/credential"}},"required":["effect","presenter","credential"]},{"type":"object","additionalProperties":false,"properties":{"effect":{"enum":["accept","drop"]},"verifier":{"type":"string"},"anchor":{"type":"string"}},"required":["effect","verifier","anchor"]}]},"delivery":{"type":"object","additionalProperties":false,"properties":{"arrivesWithinSeconds":{"type":"number","minimum":0},"arrivesReason":{"type":"string"},"whenUnknown":{"enum":["repeat","stop"]},"whenUnknownReason":{"type":"string"}},"required":["arrivesWithinSeconds","arrivesReason","whenUnknown","whenUnknownReason"]},"step":{"type":"object","additionalProperties":false,"properties":{"id":{"type":"string"},"target":{"type":"string"},"member":{"type":"string"},"kind":{"type":"string"},"kindVersion":{"type":"integer","minimum":1},"title":{"type":"string"},"phase":{"enum":["prepare","trust","switch","drop"]},"inputs":{"type":"object","description":"Values, or {\"$output\": {step, name}} where a value is known only after an earlier step."},"after":{"type":"array","items":{"type":"string"}},"assumes":{"type":"object","description":"Named facts and what they must read right before the step."},"effects":{"type":"array","items":{"$ref":"#/$defs/effect"}},"replaces":{"type":"array","items":{"type":"string"}},"performs":{"type":"boolean"},"gate":{"enum":["wire","platform","attested"]},"disruption":{"enum":["none","reload","restart","redeploy"]},"final":{"type":"boolean"},"inverse":{"type":"string"},"timeoutSeconds":{"type":"number","minimum":0},"estimatedSeconds":{"type":"number","minimum":0},"latestStart":{"$ref":"#/$defs/instant","description":"Started later, something would end before it is replaced."},"delivery":{"$ref":"#/$defs/delivery"},"reason":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"}},"required":["code","sentence"]}},"required":["id","target","kind","kindVersion","title","phase","inputs","after","assumes","effects","performs","disruption","final","timeoutSeconds","reason"]},"edge":{"type":"object","additionalProperties":false,"properties":{"verifier":{"type":"string"},"presenter":{"type":"string"},"checksDates":{"type":"boolean"}},"required":["verifier","presenter"]},"break":{"type":"object","additionalProperties":false,"properties":{"edge":{"$ref":"#/$defs/edge"},"shows":{"type":"string"},"accepts":{"type":"array","items":{"type":"string"}},"trace":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"step":{"type":"string"},"progress":{"enum":["finished","started"]},"title":{"type":"string"},"number":{"type":"integer","minimum":1}},"required":["step","progress"]}},"awaited":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"step":{"type":"string"},"title":{"type":"string"},"number":{"type":"integer","minimum":1},"lacks":{"enum":["pass","gate"]}},"required":["step","lacks"]}},"dates":{"type":"object","additionalProperties":false,"properties":{"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"},"shownUntil":{"$ref":"#/$defs/instant"},"replacedBy":{"type":"string"}},"required":["shownUntil"]}},"required":["edge","shows","accepts","trace"]},"cut":{"type":"object","additionalProperties":false,"properties":{"target":{"type":"string"},"code":{"type":"string"},"members":{"type":"array","items":{"type":"string"}},"fromStep":{"type":"string"},"toStep":{"type":"string"},"estimatedSeconds":{"type":"number","minimum":0},"sentence":{"type":"string"},"connections":{"type":"integer","minimum":0,"description":"Edges that break inside the section and hold outside it."},"acceptance":{"type":"object","additionalProperties":false,"properties":{"cut":{"type":"string"},"members":{"type":"array","items":{"type":"string"}},"maximumSeconds":{"type":"number","minimum":0},"until":{"$ref":"#/$defs/instant"},"ticket":{"type":"string"}},"required":["cut","maximumSeconds","until"]}},"required":["target","code","members","fromStep","toStep","sentence","connections","acceptance"]},"trust":{"type":"object","additionalProperties":false,"properties":{"verdict":{"enum":["holds","breaks"]},"proved":{"type":"integer","minimum":0},"breaks":{"type":"array","items":{"$ref":"#/$defs/break"}},"brokenBefore":{"type":"array","items":{"$ref":"#/$defs/edge"}},"platformsWord":{"type":"array","items":{"type":"string"}},"notModelled":{"type":"array","items":{"type":"string"}},"cuts":{"type":"array","items":{"$ref":"#/$defs/cut"}}},"required":["verdict","proved","breaks","brokenBefore","platformsWord","notModelled"]}}};
const schema32 = {"type":"string","pattern":"^sha256:[0-9a-f]{64}$"};
const schema33 = {"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$","description":"UTC."};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^sha256:[0-9a-f]{64}$", "u");
const pattern5 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$", "u");
const schema36 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"type":{"type":"string"},"system":{"type":"string"},"version":{"type":"string"},"serial":{"type":"integer","minimum":0},"verdict":{"enum":["due","unchanged","blocked","unreadable"]},"reasons":{"type":"array","items":{"$ref":"#/$defs/reason"}},"findings":{"type":"array","items":{"$ref":"#/$defs/finding"}},"refusals":{"type":"array","items":{"$ref":"#/$defs/refusal"}},"unreadable":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"kind":{"type":"string"},"sentence":{"type":"string"},"hint":{"type":"string"}},"required":["code","kind","sentence"]},"slots":{"type":"array","items":{"$ref":"#/$defs/slot"}},"expires":{"$ref":"#/$defs/instant"},"latestStart":{"$ref":"#/$defs/instant"},"estimatedFinish":{"$ref":"#/$defs/instant"},"connection":{"description":"Addresses, secret references and anchors as they are frozen with the plan; never a secret."}},"required":["name","type","serial","verdict","reasons","findings","refusals","slots","connection"]};
const schema37 = {"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"evidence":{"type":"object"}},"required":["code","sentence","evidence"]};
const schema38 = {"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"evidence":{"type":"object"},"about":{"type":"string"}},"required":["code","sentence","evidence"]};
const schema39 = {"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"},"hint":{"type":"string"},"kind":{"enum":["refused","stale"]}},"required":["code","sentence","kind"]};
const schema40 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"class":{"enum":["root","intermediate","leaf","client"]},"fingerprint":{"$ref":"#/$defs/fingerprint"},"subject":{"type":"string"},"issuer":{"type":"string"},"serialNumber":{"type":"string","pattern":"^[0-9A-F]+$"},"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"},"key":{"type":"object","additionalProperties":false,"properties":{"type":{"type":"string"},"size":{"type":"integer","minimum":0}},"required":["type"]},"signature":{"type":"string"},"sans":{"type":"array","items":{"type":"string"}},"renewsItself":{"type":"boolean"},"renewsBeforeMs":{"description":"How long before its end the platform renews it itself, where that is known.","type":"integer","minimum":0},"comesAndGoes":{"description":"The platform adds and removes such places by itself: a new or a gone one is no drift.","type":"boolean"}},"required":["name","class"]};
const schema41 = {"type":"string","pattern":"^[0-9a-f]{64}$","description":"SHA-256 of the DER certificate."};
const pattern8 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern9 = new RegExp("^[0-9A-F]+$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.name === undefined) && (missing0 = "name")) || ((data.class === undefined) && (missing0 = "class"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema40.properties, key0))){
validate22.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.class !== undefined){
let data1 = data.class;
const _errs4 = errors;
if(!((((data1 === "root") || (data1 === "intermediate")) || (data1 === "leaf")) || (data1 === "client"))){
validate22.errors = [{instancePath:instancePath+"/class",schemaPath:"#/properties/class/enum",keyword:"enum",params:{allowedValues: schema40.properties.class.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fingerprint !== undefined){
let data2 = data.fingerprint;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(!pattern8.test(data2)){
validate22.errors = [{instancePath:instancePath+"/fingerprint",schemaPath:"#/$defs/fingerprint/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/fingerprint",schemaPath:"#/$defs/fingerprint/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.subject !== undefined){
const _errs8 = errors;
if(typeof data.subject !== "string"){
validate22.errors = [{instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.issuer !== undefined){
const _errs10 = errors;
if(typeof data.issuer !== "string"){
validate22.errors = [{instancePath:instancePath+"/issuer",schemaPath:"#/properties/issuer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.serialNumber !== undefined){
let data5 = data.serialNumber;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(!pattern9.test(data5)){
validate22.errors = [{instancePath:instancePath+"/serialNumber",schemaPath:"#/properties/serialNumber/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]+$"},message:"must match pattern \""+"^[0-9A-F]+$"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/serialNumber",schemaPath:"#/properties/serialNumber/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notBefore !== undefined){
let data6 = data.notBefore;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
validate22.errors = [{instancePath:instancePath+"/notBefore",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/notBefore",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notAfter !== undefined){
let data7 = data.notAfter;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data7 === "string"){
if(!pattern5.test(data7)){
validate22.errors = [{instancePath:instancePath+"/notAfter",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/notAfter",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data8 = data.key;
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if((data8.type === undefined) && (missing1 = "type")){
validate22.errors = [{instancePath:instancePath+"/key",schemaPath:"#/properties/key/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs22 = errors;
for(const key1 in data8){
if(!((key1 === "type") || (key1 === "size"))){
validate22.errors = [{instancePath:instancePath+"/key",schemaPath:"#/properties/key/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs22 === errors){
if(data8.type !== undefined){
const _errs23 = errors;
if(typeof data8.type !== "string"){
validate22.errors = [{instancePath:instancePath+"/key/type",schemaPath:"#/properties/key/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.size !== undefined){
let data10 = data8.size;
const _errs25 = errors;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
validate22.errors = [{instancePath:instancePath+"/key/size",schemaPath:"#/properties/key/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if(typeof data10 == "number"){
if(data10 < 0 || isNaN(data10)){
validate22.errors = [{instancePath:instancePath+"/key/size",schemaPath:"#/properties/key/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid4 = _errs25 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined){
const _errs27 = errors;
if(typeof data.signature !== "string"){
validate22.errors = [{instancePath:instancePath+"/signature",schemaPath:"#/properties/signature/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sans !== undefined){
let data12 = data.sans;
const _errs29 = errors;
if(errors === _errs29){
if(Array.isArray(data12)){
var valid5 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
const _errs31 = errors;
if(typeof data12[i0] !== "string"){
validate22.errors = [{instancePath:instancePath+"/sans/" + i0,schemaPath:"#/properties/sans/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs31 === errors;
if(!valid5){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/sans",schemaPath:"#/properties/sans/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.renewsItself !== undefined){
const _errs33 = errors;
if(typeof data.renewsItself !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/renewsItself",schemaPath:"#/properties/renewsItself/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.renewsBeforeMs !== undefined){
let data15 = data.renewsBeforeMs;
const _errs35 = errors;
if(!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))){
validate22.errors = [{instancePath:instancePath+"/renewsBeforeMs",schemaPath:"#/properties/renewsBeforeMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs35){
if(typeof data15 == "number"){
if(data15 < 0 || isNaN(data15)){
validate22.errors = [{instancePath:instancePath+"/renewsBeforeMs",schemaPath:"#/properties/renewsBeforeMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.comesAndGoes !== undefined){
const _errs37 = errors;
if(typeof data.comesAndGoes !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/comesAndGoes",schemaPath:"#/properties/comesAndGoes/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.name === undefined) && (missing0 = "name")) || ((data.type === undefined) && (missing0 = "type"))) || ((data.serial === undefined) && (missing0 = "serial"))) || ((data.verdict === undefined) && (missing0 = "verdict"))) || ((data.reasons === undefined) && (missing0 = "reasons"))) || ((data.findings === undefined) && (missing0 = "findings"))) || ((data.refusals === undefined) && (missing0 = "refusals"))) || ((data.slots === undefined) && (missing0 = "slots"))) || ((data.connection === undefined) && (missing0 = "connection"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema36.properties, key0))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
const _errs4 = errors;
if(typeof data.type !== "string"){
validate21.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.system !== undefined){
const _errs6 = errors;
if(typeof data.system !== "string"){
validate21.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
const _errs8 = errors;
if(typeof data.version !== "string"){
validate21.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.serial !== undefined){
let data4 = data.serial;
const _errs10 = errors;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
validate21.errors = [{instancePath:instancePath+"/serial",schemaPath:"#/properties/serial/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if(typeof data4 == "number"){
if(data4 < 0 || isNaN(data4)){
validate21.errors = [{instancePath:instancePath+"/serial",schemaPath:"#/properties/serial/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
let data5 = data.verdict;
const _errs12 = errors;
if(!((((data5 === "due") || (data5 === "unchanged")) || (data5 === "blocked")) || (data5 === "unreadable"))){
validate21.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema36.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reasons !== undefined){
let data6 = data.reasons;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data6)){
var valid1 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing1;
if((((data7.code === undefined) && (missing1 = "code")) || ((data7.sentence === undefined) && (missing1 = "sentence"))) || ((data7.evidence === undefined) && (missing1 = "evidence"))){
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/$defs/reason/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs18 = errors;
for(const key1 in data7){
if(!(((key1 === "code") || (key1 === "sentence")) || (key1 === "evidence"))){
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/$defs/reason/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs18 === errors){
if(data7.code !== undefined){
const _errs19 = errors;
if(typeof data7.code !== "string"){
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0+"/code",schemaPath:"#/$defs/reason/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs19 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.sentence !== undefined){
const _errs21 = errors;
if(typeof data7.sentence !== "string"){
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0+"/sentence",schemaPath:"#/$defs/reason/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs21 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.evidence !== undefined){
let data10 = data7.evidence;
const _errs23 = errors;
if(!(data10 && typeof data10 == "object" && !Array.isArray(data10))){
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0+"/evidence",schemaPath:"#/$defs/reason/properties/evidence/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/reasons/" + i0,schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs15 === errors;
if(!valid1){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/reasons",schemaPath:"#/properties/reasons/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.findings !== undefined){
let data11 = data.findings;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data11)){
var valid4 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing2;
if((((data12.code === undefined) && (missing2 = "code")) || ((data12.sentence === undefined) && (missing2 = "sentence"))) || ((data12.evidence === undefined) && (missing2 = "evidence"))){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1,schemaPath:"#/$defs/finding/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs30 = errors;
for(const key2 in data12){
if(!((((key2 === "code") || (key2 === "sentence")) || (key2 === "evidence")) || (key2 === "about"))){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1,schemaPath:"#/$defs/finding/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs30 === errors){
if(data12.code !== undefined){
const _errs31 = errors;
if(typeof data12.code !== "string"){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1+"/code",schemaPath:"#/$defs/finding/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs31 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data12.sentence !== undefined){
const _errs33 = errors;
if(typeof data12.sentence !== "string"){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1+"/sentence",schemaPath:"#/$defs/finding/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data12.evidence !== undefined){
let data15 = data12.evidence;
const _errs35 = errors;
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1+"/evidence",schemaPath:"#/$defs/finding/properties/evidence/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid6 = _errs35 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data12.about !== undefined){
const _errs37 = errors;
if(typeof data12.about !== "string"){
validate21.errors = [{instancePath:instancePath+"/findings/" + i1+"/about",schemaPath:"#/$defs/finding/properties/about/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs37 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/findings/" + i1,schemaPath:"#/$defs/finding/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs27 === errors;
if(!valid4){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/findings",schemaPath:"#/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.refusals !== undefined){
let data17 = data.refusals;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data17)){
var valid7 = true;
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
let data18 = data17[i2];
const _errs41 = errors;
const _errs42 = errors;
if(errors === _errs42){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
let missing3;
if((((data18.code === undefined) && (missing3 = "code")) || ((data18.sentence === undefined) && (missing3 = "sentence"))) || ((data18.kind === undefined) && (missing3 = "kind"))){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2,schemaPath:"#/$defs/refusal/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs44 = errors;
for(const key3 in data18){
if(!((((key3 === "code") || (key3 === "sentence")) || (key3 === "hint")) || (key3 === "kind"))){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2,schemaPath:"#/$defs/refusal/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs44 === errors){
if(data18.code !== undefined){
const _errs45 = errors;
if(typeof data18.code !== "string"){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2+"/code",schemaPath:"#/$defs/refusal/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs45 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data18.sentence !== undefined){
const _errs47 = errors;
if(typeof data18.sentence !== "string"){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2+"/sentence",schemaPath:"#/$defs/refusal/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs47 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data18.hint !== undefined){
const _errs49 = errors;
if(typeof data18.hint !== "string"){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2+"/hint",schemaPath:"#/$defs/refusal/properties/hint/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs49 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data18.kind !== undefined){
let data22 = data18.kind;
const _errs51 = errors;
if(!((data22 === "refused") || (data22 === "stale"))){
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2+"/kind",schemaPath:"#/$defs/refusal/properties/kind/enum",keyword:"enum",params:{allowedValues: schema39.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid9 = _errs51 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/refusals/" + i2,schemaPath:"#/$defs/refusal/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs41 === errors;
if(!valid7){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/refusals",schemaPath:"#/properties/refusals/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unreadable !== undefined){
let data23 = data.unreadable;
const _errs52 = errors;
if(errors === _errs52){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing4;
if((((data23.code === undefined) && (missing4 = "code")) || ((data23.kind === undefined) && (missing4 = "kind"))) || ((data23.sentence === undefined) && (missing4 = "sentence"))){
validate21.errors = [{instancePath:instancePath+"/unreadable",schemaPath:"#/properties/unreadable/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs54 = errors;
for(const key4 in data23){
if(!((((key4 === "code") || (key4 === "kind")) || (key4 === "sentence")) || (key4 === "hint"))){
validate21.errors = [{instancePath:instancePath+"/unreadable",schemaPath:"#/properties/unreadable/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs54 === errors){
if(data23.code !== undefined){
const _errs55 = errors;
if(typeof data23.code !== "string"){
validate21.errors = [{instancePath:instancePath+"/unreadable/code",schemaPath:"#/properties/unreadable/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs55 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data23.kind !== undefined){
const _errs57 = errors;
if(typeof data23.kind !== "string"){
validate21.errors = [{instancePath:instancePath+"/unreadable/kind",schemaPath:"#/properties/unreadable/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs57 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data23.sentence !== undefined){
const _errs59 = errors;
if(typeof data23.sentence !== "string"){
validate21.errors = [{instancePath:instancePath+"/unreadable/sentence",schemaPath:"#/properties/unreadable/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs59 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data23.hint !== undefined){
const _errs61 = errors;
if(typeof data23.hint !== "string"){
validate21.errors = [{instancePath:instancePath+"/unreadable/hint",schemaPath:"#/properties/unreadable/properties/hint/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs61 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/unreadable",schemaPath:"#/properties/unreadable/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs52 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.slots !== undefined){
let data28 = data.slots;
const _errs63 = errors;
if(errors === _errs63){
if(Array.isArray(data28)){
var valid11 = true;
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
const _errs65 = errors;
if(!(validate22(data28[i3], {instancePath:instancePath+"/slots/" + i3,parentData:data28,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid11 = _errs65 === errors;
if(!valid11){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/slots",schemaPath:"#/properties/slots/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expires !== undefined){
let data30 = data.expires;
const _errs66 = errors;
const _errs67 = errors;
if(errors === _errs67){
if(typeof data30 === "string"){
if(!pattern5.test(data30)){
validate21.errors = [{instancePath:instancePath+"/expires",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/expires",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs66 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.latestStart !== undefined){
let data31 = data.latestStart;
const _errs69 = errors;
const _errs70 = errors;
if(errors === _errs70){
if(typeof data31 === "string"){
if(!pattern5.test(data31)){
validate21.errors = [{instancePath:instancePath+"/latestStart",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/latestStart",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.estimatedFinish !== undefined){
let data32 = data.estimatedFinish;
const _errs72 = errors;
const _errs73 = errors;
if(errors === _errs73){
if(typeof data32 === "string"){
if(!pattern5.test(data32)){
validate21.errors = [{instancePath:instancePath+"/estimatedFinish",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/estimatedFinish",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"type":"object","additionalProperties":false,"properties":{"id":{"type":"string"},"target":{"type":"string"},"member":{"type":"string"},"kind":{"type":"string"},"kindVersion":{"type":"integer","minimum":1},"title":{"type":"string"},"phase":{"enum":["prepare","trust","switch","drop"]},"inputs":{"type":"object","description":"Values, or {\"$output\": {step, name}} where a value is known only after an earlier step."},"after":{"type":"array","items":{"type":"string"}},"assumes":{"type":"object","description":"Named facts and what they must read right before the step."},"effects":{"type":"array","items":{"$ref":"#/$defs/effect"}},"replaces":{"type":"array","items":{"type":"string"}},"performs":{"type":"boolean"},"gate":{"enum":["wire","platform","attested"]},"disruption":{"enum":["none","reload","restart","redeploy"]},"final":{"type":"boolean"},"inverse":{"type":"string"},"timeoutSeconds":{"type":"number","minimum":0},"estimatedSeconds":{"type":"number","minimum":0},"latestStart":{"$ref":"#/$defs/instant","description":"Started later, something would end before it is replaced."},"delivery":{"$ref":"#/$defs/delivery"},"reason":{"type":"object","additionalProperties":false,"properties":{"code":{"type":"string"},"sentence":{"type":"string"}},"required":["code","sentence"]}},"required":["id","target","kind","kindVersion","title","phase","inputs","after","assumes","effects","performs","disruption","final","timeoutSeconds","reason"]};
const schema53 = {"type":"object","additionalProperties":false,"properties":{"arrivesWithinSeconds":{"type":"number","minimum":0},"arrivesReason":{"type":"string"},"whenUnknown":{"enum":["repeat","stop"]},"whenUnknownReason":{"type":"string"}},"required":["arrivesWithinSeconds","arrivesReason","whenUnknown","whenUnknownReason"]};
const schema48 = {"oneOf":[{"type":"object","additionalProperties":false,"properties":{"effect":{"const":"present"},"presenter":{"type":"string"},"credential":{"$ref":"#/$defs/credential"}},"required":["effect","presenter","credential"]},{"type":"object","additionalProperties":false,"properties":{"effect":{"enum":["accept","drop"]},"verifier":{"type":"string"},"anchor":{"type":"string"}},"required":["effect","verifier","anchor"]}]};
const schema49 = {"type":"object","additionalProperties":false,"properties":{"id":{"type":"string"},"anchors":{"type":"array","items":{"type":"string"}},"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"}},"required":["id","anchors"]};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.id === undefined) && (missing0 = "id")) || ((data.anchors === undefined) && (missing0 = "anchors"))){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "id") || (key0 === "anchors")) || (key0 === "notBefore")) || (key0 === "notAfter"))){
validate27.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
const _errs2 = errors;
if(typeof data.id !== "string"){
validate27.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.anchors !== undefined){
let data1 = data.anchors;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(typeof data1[i0] !== "string"){
validate27.errors = [{instancePath:instancePath+"/anchors/" + i0,schemaPath:"#/properties/anchors/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/anchors",schemaPath:"#/properties/anchors/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notBefore !== undefined){
let data3 = data.notBefore;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
validate27.errors = [{instancePath:instancePath+"/notBefore",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/notBefore",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notAfter !== undefined){
let data4 = data.notAfter;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
validate27.errors = [{instancePath:instancePath+"/notAfter",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate27.errors = [{instancePath:instancePath+"/notAfter",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
let passing0 = null;
const _errs1 = errors;
if(errors === _errs1){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.effect === undefined) && (missing0 = "effect")) || ((data.presenter === undefined) && (missing0 = "presenter"))) || ((data.credential === undefined) && (missing0 = "credential"))){
const err0 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
const _errs3 = errors;
for(const key0 in data){
if(!(((key0 === "effect") || (key0 === "presenter")) || (key0 === "credential"))){
const err1 = {instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
break;
}
}
if(_errs3 === errors){
if(data.effect !== undefined){
const _errs4 = errors;
if("present" !== data.effect){
const err2 = {instancePath:instancePath+"/effect",schemaPath:"#/oneOf/0/properties/effect/const",keyword:"const",params:{allowedValue: "present"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid1 = _errs4 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.presenter !== undefined){
const _errs5 = errors;
if(typeof data.presenter !== "string"){
const err3 = {instancePath:instancePath+"/presenter",schemaPath:"#/oneOf/0/properties/presenter/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.credential !== undefined){
const _errs7 = errors;
if(!(validate27(data.credential, {instancePath:instancePath+"/credential",parentData:data,parentDataProperty:"credential",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs1 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
var props0 = true;
}
const _errs8 = errors;
if(errors === _errs8){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((((data.effect === undefined) && (missing1 = "effect")) || ((data.verifier === undefined) && (missing1 = "verifier"))) || ((data.anchor === undefined) && (missing1 = "anchor"))){
const err5 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
const _errs10 = errors;
for(const key1 in data){
if(!(((key1 === "effect") || (key1 === "verifier")) || (key1 === "anchor"))){
const err6 = {instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
break;
}
}
if(_errs10 === errors){
if(data.effect !== undefined){
let data3 = data.effect;
const _errs11 = errors;
if(!((data3 === "accept") || (data3 === "drop"))){
const err7 = {instancePath:instancePath+"/effect",schemaPath:"#/oneOf/1/properties/effect/enum",keyword:"enum",params:{allowedValues: schema48.oneOf[1].properties.effect.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.verifier !== undefined){
const _errs12 = errors;
if(typeof data.verifier !== "string"){
const err8 = {instancePath:instancePath+"/verifier",schemaPath:"#/oneOf/1/properties/verifier/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.anchor !== undefined){
const _errs14 = errors;
if(typeof data.anchor !== "string"){
const err9 = {instancePath:instancePath+"/anchor",schemaPath:"#/oneOf/1/properties/anchor/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid0 = _errs8 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
if(props0 !== true){
props0 = true;
}
}
}
if(!valid0){
const err11 = {instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
validate26.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate26.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate26.evaluated = {"dynamicProps":true,"dynamicItems":false};


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((((data.id === undefined) && (missing0 = "id")) || ((data.target === undefined) && (missing0 = "target"))) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.kindVersion === undefined) && (missing0 = "kindVersion"))) || ((data.title === undefined) && (missing0 = "title"))) || ((data.phase === undefined) && (missing0 = "phase"))) || ((data.inputs === undefined) && (missing0 = "inputs"))) || ((data.after === undefined) && (missing0 = "after"))) || ((data.assumes === undefined) && (missing0 = "assumes"))) || ((data.effects === undefined) && (missing0 = "effects"))) || ((data.performs === undefined) && (missing0 = "performs"))) || ((data.disruption === undefined) && (missing0 = "disruption"))) || ((data.final === undefined) && (missing0 = "final"))) || ((data.timeoutSeconds === undefined) && (missing0 = "timeoutSeconds"))) || ((data.reason === undefined) && (missing0 = "reason"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema47.properties, key0))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
const _errs2 = errors;
if(typeof data.id !== "string"){
validate25.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
const _errs4 = errors;
if(typeof data.target !== "string"){
validate25.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.member !== undefined){
const _errs6 = errors;
if(typeof data.member !== "string"){
validate25.errors = [{instancePath:instancePath+"/member",schemaPath:"#/properties/member/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
const _errs8 = errors;
if(typeof data.kind !== "string"){
validate25.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kindVersion !== undefined){
let data4 = data.kindVersion;
const _errs10 = errors;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
validate25.errors = [{instancePath:instancePath+"/kindVersion",schemaPath:"#/properties/kindVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if(typeof data4 == "number"){
if(data4 < 1 || isNaN(data4)){
validate25.errors = [{instancePath:instancePath+"/kindVersion",schemaPath:"#/properties/kindVersion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
const _errs12 = errors;
if(typeof data.title !== "string"){
validate25.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.phase !== undefined){
let data6 = data.phase;
const _errs14 = errors;
if(!((((data6 === "prepare") || (data6 === "trust")) || (data6 === "switch")) || (data6 === "drop"))){
validate25.errors = [{instancePath:instancePath+"/phase",schemaPath:"#/properties/phase/enum",keyword:"enum",params:{allowedValues: schema47.properties.phase.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.inputs !== undefined){
let data7 = data.inputs;
const _errs15 = errors;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
validate25.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.after !== undefined){
let data8 = data.after;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data8)){
var valid1 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
const _errs19 = errors;
if(typeof data8[i0] !== "string"){
validate25.errors = [{instancePath:instancePath+"/after/" + i0,schemaPath:"#/properties/after/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs19 === errors;
if(!valid1){
break;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.assumes !== undefined){
let data10 = data.assumes;
const _errs21 = errors;
if(!(data10 && typeof data10 == "object" && !Array.isArray(data10))){
validate25.errors = [{instancePath:instancePath+"/assumes",schemaPath:"#/properties/assumes/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.effects !== undefined){
let data11 = data.effects;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data11)){
var valid2 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
const _errs25 = errors;
if(!(validate26(data11[i1], {instancePath:instancePath+"/effects/" + i1,parentData:data11,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
var valid2 = _errs25 === errors;
if(!valid2){
break;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/effects",schemaPath:"#/properties/effects/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.replaces !== undefined){
let data13 = data.replaces;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data13)){
var valid3 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
const _errs28 = errors;
if(typeof data13[i2] !== "string"){
validate25.errors = [{instancePath:instancePath+"/replaces/" + i2,schemaPath:"#/properties/replaces/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs28 === errors;
if(!valid3){
break;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/replaces",schemaPath:"#/properties/replaces/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.performs !== undefined){
const _errs30 = errors;
if(typeof data.performs !== "boolean"){
validate25.errors = [{instancePath:instancePath+"/performs",schemaPath:"#/properties/performs/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gate !== undefined){
let data16 = data.gate;
const _errs32 = errors;
if(!(((data16 === "wire") || (data16 === "platform")) || (data16 === "attested"))){
validate25.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/enum",keyword:"enum",params:{allowedValues: schema47.properties.gate.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.disruption !== undefined){
let data17 = data.disruption;
const _errs33 = errors;
if(!((((data17 === "none") || (data17 === "reload")) || (data17 === "restart")) || (data17 === "redeploy"))){
validate25.errors = [{instancePath:instancePath+"/disruption",schemaPath:"#/properties/disruption/enum",keyword:"enum",params:{allowedValues: schema47.properties.disruption.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.final !== undefined){
const _errs34 = errors;
if(typeof data.final !== "boolean"){
validate25.errors = [{instancePath:instancePath+"/final",schemaPath:"#/properties/final/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.inverse !== undefined){
const _errs36 = errors;
if(typeof data.inverse !== "string"){
validate25.errors = [{instancePath:instancePath+"/inverse",schemaPath:"#/properties/inverse/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timeoutSeconds !== undefined){
let data20 = data.timeoutSeconds;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data20 == "number"){
if(data20 < 0 || isNaN(data20)){
validate25.errors = [{instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.estimatedSeconds !== undefined){
let data21 = data.estimatedSeconds;
const _errs40 = errors;
if(errors === _errs40){
if(typeof data21 == "number"){
if(data21 < 0 || isNaN(data21)){
validate25.errors = [{instancePath:instancePath+"/estimatedSeconds",schemaPath:"#/properties/estimatedSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/estimatedSeconds",schemaPath:"#/properties/estimatedSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.latestStart !== undefined){
let data22 = data.latestStart;
const _errs42 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data22 === "string"){
if(!pattern5.test(data22)){
validate25.errors = [{instancePath:instancePath+"/latestStart",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/latestStart",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.delivery !== undefined){
let data23 = data.delivery;
const _errs45 = errors;
const _errs46 = errors;
if(errors === _errs46){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing1;
if(((((data23.arrivesWithinSeconds === undefined) && (missing1 = "arrivesWithinSeconds")) || ((data23.arrivesReason === undefined) && (missing1 = "arrivesReason"))) || ((data23.whenUnknown === undefined) && (missing1 = "whenUnknown"))) || ((data23.whenUnknownReason === undefined) && (missing1 = "whenUnknownReason"))){
validate25.errors = [{instancePath:instancePath+"/delivery",schemaPath:"#/$defs/delivery/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs48 = errors;
for(const key1 in data23){
if(!((((key1 === "arrivesWithinSeconds") || (key1 === "arrivesReason")) || (key1 === "whenUnknown")) || (key1 === "whenUnknownReason"))){
validate25.errors = [{instancePath:instancePath+"/delivery",schemaPath:"#/$defs/delivery/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs48 === errors){
if(data23.arrivesWithinSeconds !== undefined){
let data24 = data23.arrivesWithinSeconds;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data24 == "number"){
if(data24 < 0 || isNaN(data24)){
validate25.errors = [{instancePath:instancePath+"/delivery/arrivesWithinSeconds",schemaPath:"#/$defs/delivery/properties/arrivesWithinSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/delivery/arrivesWithinSeconds",schemaPath:"#/$defs/delivery/properties/arrivesWithinSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid6 = _errs49 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data23.arrivesReason !== undefined){
const _errs51 = errors;
if(typeof data23.arrivesReason !== "string"){
validate25.errors = [{instancePath:instancePath+"/delivery/arrivesReason",schemaPath:"#/$defs/delivery/properties/arrivesReason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs51 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data23.whenUnknown !== undefined){
let data26 = data23.whenUnknown;
const _errs53 = errors;
if(!((data26 === "repeat") || (data26 === "stop"))){
validate25.errors = [{instancePath:instancePath+"/delivery/whenUnknown",schemaPath:"#/$defs/delivery/properties/whenUnknown/enum",keyword:"enum",params:{allowedValues: schema53.properties.whenUnknown.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid6 = _errs53 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data23.whenUnknownReason !== undefined){
const _errs54 = errors;
if(typeof data23.whenUnknownReason !== "string"){
validate25.errors = [{instancePath:instancePath+"/delivery/whenUnknownReason",schemaPath:"#/$defs/delivery/properties/whenUnknownReason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs54 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/delivery",schemaPath:"#/$defs/delivery/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
let data28 = data.reason;
const _errs56 = errors;
if(errors === _errs56){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing2;
if(((data28.code === undefined) && (missing2 = "code")) || ((data28.sentence === undefined) && (missing2 = "sentence"))){
validate25.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs58 = errors;
for(const key2 in data28){
if(!((key2 === "code") || (key2 === "sentence"))){
validate25.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs58 === errors){
if(data28.code !== undefined){
const _errs59 = errors;
if(typeof data28.code !== "string"){
validate25.errors = [{instancePath:instancePath+"/reason/code",schemaPath:"#/properties/reason/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs59 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data28.sentence !== undefined){
const _errs61 = errors;
if(typeof data28.sentence !== "string"){
validate25.errors = [{instancePath:instancePath+"/reason/sentence",schemaPath:"#/properties/reason/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs61 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs56 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema54 = {"type":"object","additionalProperties":false,"properties":{"verdict":{"enum":["holds","breaks"]},"proved":{"type":"integer","minimum":0},"breaks":{"type":"array","items":{"$ref":"#/$defs/break"}},"brokenBefore":{"type":"array","items":{"$ref":"#/$defs/edge"}},"platformsWord":{"type":"array","items":{"type":"string"}},"notModelled":{"type":"array","items":{"type":"string"}},"cuts":{"type":"array","items":{"$ref":"#/$defs/cut"}}},"required":["verdict","proved","breaks","brokenBefore","platformsWord","notModelled"]};
const schema56 = {"type":"object","additionalProperties":false,"properties":{"verifier":{"type":"string"},"presenter":{"type":"string"},"checksDates":{"type":"boolean"}},"required":["verifier","presenter"]};
const schema55 = {"type":"object","additionalProperties":false,"properties":{"edge":{"$ref":"#/$defs/edge"},"shows":{"type":"string"},"accepts":{"type":"array","items":{"type":"string"}},"trace":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"step":{"type":"string"},"progress":{"enum":["finished","started"]},"title":{"type":"string"},"number":{"type":"integer","minimum":1}},"required":["step","progress"]}},"awaited":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"step":{"type":"string"},"title":{"type":"string"},"number":{"type":"integer","minimum":1},"lacks":{"enum":["pass","gate"]}},"required":["step","lacks"]}},"dates":{"type":"object","additionalProperties":false,"properties":{"notBefore":{"$ref":"#/$defs/instant"},"notAfter":{"$ref":"#/$defs/instant"},"shownUntil":{"$ref":"#/$defs/instant"},"replacedBy":{"type":"string"}},"required":["shownUntil"]}},"required":["edge","shows","accepts","trace"]};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.edge === undefined) && (missing0 = "edge")) || ((data.shows === undefined) && (missing0 = "shows"))) || ((data.accepts === undefined) && (missing0 = "accepts"))) || ((data.trace === undefined) && (missing0 = "trace"))){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "edge") || (key0 === "shows")) || (key0 === "accepts")) || (key0 === "trace")) || (key0 === "awaited")) || (key0 === "dates"))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.edge !== undefined){
let data0 = data.edge;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if(((data0.verifier === undefined) && (missing1 = "verifier")) || ((data0.presenter === undefined) && (missing1 = "presenter"))){
validate32.errors = [{instancePath:instancePath+"/edge",schemaPath:"#/$defs/edge/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs5 = errors;
for(const key1 in data0){
if(!(((key1 === "verifier") || (key1 === "presenter")) || (key1 === "checksDates"))){
validate32.errors = [{instancePath:instancePath+"/edge",schemaPath:"#/$defs/edge/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs5 === errors){
if(data0.verifier !== undefined){
const _errs6 = errors;
if(typeof data0.verifier !== "string"){
validate32.errors = [{instancePath:instancePath+"/edge/verifier",schemaPath:"#/$defs/edge/properties/verifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data0.presenter !== undefined){
const _errs8 = errors;
if(typeof data0.presenter !== "string"){
validate32.errors = [{instancePath:instancePath+"/edge/presenter",schemaPath:"#/$defs/edge/properties/presenter/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data0.checksDates !== undefined){
const _errs10 = errors;
if(typeof data0.checksDates !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/edge/checksDates",schemaPath:"#/$defs/edge/properties/checksDates/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/edge",schemaPath:"#/$defs/edge/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shows !== undefined){
const _errs12 = errors;
if(typeof data.shows !== "string"){
validate32.errors = [{instancePath:instancePath+"/shows",schemaPath:"#/properties/shows/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accepts !== undefined){
let data5 = data.accepts;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data5)){
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(typeof data5[i0] !== "string"){
validate32.errors = [{instancePath:instancePath+"/accepts/" + i0,schemaPath:"#/properties/accepts/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs16 === errors;
if(!valid3){
break;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trace !== undefined){
let data7 = data.trace;
const _errs18 = errors;
if(errors === _errs18){
if(Array.isArray(data7)){
var valid4 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if(((data8.step === undefined) && (missing2 = "step")) || ((data8.progress === undefined) && (missing2 = "progress"))){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1,schemaPath:"#/properties/trace/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs22 = errors;
for(const key2 in data8){
if(!((((key2 === "step") || (key2 === "progress")) || (key2 === "title")) || (key2 === "number"))){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1,schemaPath:"#/properties/trace/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs22 === errors){
if(data8.step !== undefined){
const _errs23 = errors;
if(typeof data8.step !== "string"){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1+"/step",schemaPath:"#/properties/trace/items/properties/step/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs23 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.progress !== undefined){
let data10 = data8.progress;
const _errs25 = errors;
if(!((data10 === "finished") || (data10 === "started"))){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1+"/progress",schemaPath:"#/properties/trace/items/properties/progress/enum",keyword:"enum",params:{allowedValues: schema55.properties.trace.items.properties.progress.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid5 = _errs25 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.title !== undefined){
const _errs26 = errors;
if(typeof data8.title !== "string"){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1+"/title",schemaPath:"#/properties/trace/items/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs26 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.number !== undefined){
let data12 = data8.number;
const _errs28 = errors;
if(!((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12)))){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1+"/number",schemaPath:"#/properties/trace/items/properties/number/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if(typeof data12 == "number"){
if(data12 < 1 || isNaN(data12)){
validate32.errors = [{instancePath:instancePath+"/trace/" + i1+"/number",schemaPath:"#/properties/trace/items/properties/number/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid5 = _errs28 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/trace/" + i1,schemaPath:"#/properties/trace/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs20 === errors;
if(!valid4){
break;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/trace",schemaPath:"#/properties/trace/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.awaited !== undefined){
let data13 = data.awaited;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data13)){
var valid6 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
const _errs32 = errors;
if(errors === _errs32){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing3;
if(((data14.step === undefined) && (missing3 = "step")) || ((data14.lacks === undefined) && (missing3 = "lacks"))){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2,schemaPath:"#/properties/awaited/items/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs34 = errors;
for(const key3 in data14){
if(!((((key3 === "step") || (key3 === "title")) || (key3 === "number")) || (key3 === "lacks"))){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2,schemaPath:"#/properties/awaited/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs34 === errors){
if(data14.step !== undefined){
const _errs35 = errors;
if(typeof data14.step !== "string"){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2+"/step",schemaPath:"#/properties/awaited/items/properties/step/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs35 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data14.title !== undefined){
const _errs37 = errors;
if(typeof data14.title !== "string"){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2+"/title",schemaPath:"#/properties/awaited/items/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs37 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data14.number !== undefined){
let data17 = data14.number;
const _errs39 = errors;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2+"/number",schemaPath:"#/properties/awaited/items/properties/number/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs39){
if(typeof data17 == "number"){
if(data17 < 1 || isNaN(data17)){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2+"/number",schemaPath:"#/properties/awaited/items/properties/number/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid7 = _errs39 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data14.lacks !== undefined){
let data18 = data14.lacks;
const _errs41 = errors;
if(!((data18 === "pass") || (data18 === "gate"))){
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2+"/lacks",schemaPath:"#/properties/awaited/items/properties/lacks/enum",keyword:"enum",params:{allowedValues: schema55.properties.awaited.items.properties.lacks.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid7 = _errs41 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/awaited/" + i2,schemaPath:"#/properties/awaited/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs32 === errors;
if(!valid6){
break;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/awaited",schemaPath:"#/properties/awaited/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dates !== undefined){
let data19 = data.dates;
const _errs42 = errors;
if(errors === _errs42){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing4;
if((data19.shownUntil === undefined) && (missing4 = "shownUntil")){
validate32.errors = [{instancePath:instancePath+"/dates",schemaPath:"#/properties/dates/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs44 = errors;
for(const key4 in data19){
if(!((((key4 === "notBefore") || (key4 === "notAfter")) || (key4 === "shownUntil")) || (key4 === "replacedBy"))){
validate32.errors = [{instancePath:instancePath+"/dates",schemaPath:"#/properties/dates/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs44 === errors){
if(data19.notBefore !== undefined){
let data20 = data19.notBefore;
const _errs45 = errors;
const _errs46 = errors;
if(errors === _errs46){
if(typeof data20 === "string"){
if(!pattern5.test(data20)){
validate32.errors = [{instancePath:instancePath+"/dates/notBefore",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/dates/notBefore",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs45 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data19.notAfter !== undefined){
let data21 = data19.notAfter;
const _errs48 = errors;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data21 === "string"){
if(!pattern5.test(data21)){
validate32.errors = [{instancePath:instancePath+"/dates/notAfter",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/dates/notAfter",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs48 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data19.shownUntil !== undefined){
let data22 = data19.shownUntil;
const _errs51 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(typeof data22 === "string"){
if(!pattern5.test(data22)){
validate32.errors = [{instancePath:instancePath+"/dates/shownUntil",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/dates/shownUntil",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs51 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data19.replacedBy !== undefined){
const _errs54 = errors;
if(typeof data19.replacedBy !== "string"){
validate32.errors = [{instancePath:instancePath+"/dates/replacedBy",schemaPath:"#/properties/dates/properties/replacedBy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs54 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/dates",schemaPath:"#/properties/dates/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema61 = {"type":"object","additionalProperties":false,"properties":{"target":{"type":"string"},"code":{"type":"string"},"members":{"type":"array","items":{"type":"string"}},"fromStep":{"type":"string"},"toStep":{"type":"string"},"estimatedSeconds":{"type":"number","minimum":0},"sentence":{"type":"string"},"connections":{"type":"integer","minimum":0,"description":"Edges that break inside the section and hold outside it."},"acceptance":{"type":"object","additionalProperties":false,"properties":{"cut":{"type":"string"},"members":{"type":"array","items":{"type":"string"}},"maximumSeconds":{"type":"number","minimum":0},"until":{"$ref":"#/$defs/instant"},"ticket":{"type":"string"}},"required":["cut","maximumSeconds","until"]}},"required":["target","code","members","fromStep","toStep","sentence","connections","acceptance"]};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.target === undefined) && (missing0 = "target")) || ((data.code === undefined) && (missing0 = "code"))) || ((data.members === undefined) && (missing0 = "members"))) || ((data.fromStep === undefined) && (missing0 = "fromStep"))) || ((data.toStep === undefined) && (missing0 = "toStep"))) || ((data.sentence === undefined) && (missing0 = "sentence"))) || ((data.connections === undefined) && (missing0 = "connections"))) || ((data.acceptance === undefined) && (missing0 = "acceptance"))){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema61.properties, key0))){
validate34.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.target !== undefined){
const _errs2 = errors;
if(typeof data.target !== "string"){
validate34.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined){
const _errs4 = errors;
if(typeof data.code !== "string"){
validate34.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data2 = data.members;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs8 = errors;
if(typeof data2[i0] !== "string"){
validate34.errors = [{instancePath:instancePath+"/members/" + i0,schemaPath:"#/properties/members/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.fromStep !== undefined){
const _errs10 = errors;
if(typeof data.fromStep !== "string"){
validate34.errors = [{instancePath:instancePath+"/fromStep",schemaPath:"#/properties/fromStep/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.toStep !== undefined){
const _errs12 = errors;
if(typeof data.toStep !== "string"){
validate34.errors = [{instancePath:instancePath+"/toStep",schemaPath:"#/properties/toStep/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.estimatedSeconds !== undefined){
let data6 = data.estimatedSeconds;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 == "number"){
if(data6 < 0 || isNaN(data6)){
validate34.errors = [{instancePath:instancePath+"/estimatedSeconds",schemaPath:"#/properties/estimatedSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/estimatedSeconds",schemaPath:"#/properties/estimatedSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sentence !== undefined){
const _errs16 = errors;
if(typeof data.sentence !== "string"){
validate34.errors = [{instancePath:instancePath+"/sentence",schemaPath:"#/properties/sentence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data8 = data.connections;
const _errs18 = errors;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
validate34.errors = [{instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if(typeof data8 == "number"){
if(data8 < 0 || isNaN(data8)){
validate34.errors = [{instancePath:instancePath+"/connections",schemaPath:"#/properties/connections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.acceptance !== undefined){
let data9 = data.acceptance;
const _errs20 = errors;
if(errors === _errs20){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if((((data9.cut === undefined) && (missing1 = "cut")) || ((data9.maximumSeconds === undefined) && (missing1 = "maximumSeconds"))) || ((data9.until === undefined) && (missing1 = "until"))){
validate34.errors = [{instancePath:instancePath+"/acceptance",schemaPath:"#/properties/acceptance/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs22 = errors;
for(const key1 in data9){
if(!(((((key1 === "cut") || (key1 === "members")) || (key1 === "maximumSeconds")) || (key1 === "until")) || (key1 === "ticket"))){
validate34.errors = [{instancePath:instancePath+"/acceptance",schemaPath:"#/properties/acceptance/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs22 === errors){
if(data9.cut !== undefined){
const _errs23 = errors;
if(typeof data9.cut !== "string"){
validate34.errors = [{instancePath:instancePath+"/acceptance/cut",schemaPath:"#/properties/acceptance/properties/cut/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs23 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data9.members !== undefined){
let data11 = data9.members;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data11)){
var valid3 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
const _errs27 = errors;
if(typeof data11[i1] !== "string"){
validate34.errors = [{instancePath:instancePath+"/acceptance/members/" + i1,schemaPath:"#/properties/acceptance/properties/members/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs27 === errors;
if(!valid3){
break;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/acceptance/members",schemaPath:"#/properties/acceptance/properties/members/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs25 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data9.maximumSeconds !== undefined){
let data13 = data9.maximumSeconds;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 == "number"){
if(data13 < 0 || isNaN(data13)){
validate34.errors = [{instancePath:instancePath+"/acceptance/maximumSeconds",schemaPath:"#/properties/acceptance/properties/maximumSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/acceptance/maximumSeconds",schemaPath:"#/properties/acceptance/properties/maximumSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid2 = _errs29 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data9.until !== undefined){
let data14 = data9.until;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data14 === "string"){
if(!pattern5.test(data14)){
validate34.errors = [{instancePath:instancePath+"/acceptance/until",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/acceptance/until",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs31 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data9.ticket !== undefined){
const _errs34 = errors;
if(typeof data9.ticket !== "string"){
validate34.errors = [{instancePath:instancePath+"/acceptance/ticket",schemaPath:"#/properties/acceptance/properties/ticket/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs34 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/acceptance",schemaPath:"#/properties/acceptance/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.verdict === undefined) && (missing0 = "verdict")) || ((data.proved === undefined) && (missing0 = "proved"))) || ((data.breaks === undefined) && (missing0 = "breaks"))) || ((data.brokenBefore === undefined) && (missing0 = "brokenBefore"))) || ((data.platformsWord === undefined) && (missing0 = "platformsWord"))) || ((data.notModelled === undefined) && (missing0 = "notModelled"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "verdict") || (key0 === "proved")) || (key0 === "breaks")) || (key0 === "brokenBefore")) || (key0 === "platformsWord")) || (key0 === "notModelled")) || (key0 === "cuts"))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.verdict !== undefined){
let data0 = data.verdict;
const _errs2 = errors;
if(!((data0 === "holds") || (data0 === "breaks"))){
validate31.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/enum",keyword:"enum",params:{allowedValues: schema54.properties.verdict.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proved !== undefined){
let data1 = data.proved;
const _errs3 = errors;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
validate31.errors = [{instancePath:instancePath+"/proved",schemaPath:"#/properties/proved/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if(typeof data1 == "number"){
if(data1 < 0 || isNaN(data1)){
validate31.errors = [{instancePath:instancePath+"/proved",schemaPath:"#/properties/proved/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.breaks !== undefined){
let data2 = data.breaks;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(!(validate32(data2[i0], {instancePath:instancePath+"/breaks/" + i0,parentData:data2,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/breaks",schemaPath:"#/properties/breaks/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.brokenBefore !== undefined){
let data4 = data.brokenBefore;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data4)){
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.verifier === undefined) && (missing1 = "verifier")) || ((data5.presenter === undefined) && (missing1 = "presenter"))){
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1,schemaPath:"#/$defs/edge/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs13 = errors;
for(const key1 in data5){
if(!(((key1 === "verifier") || (key1 === "presenter")) || (key1 === "checksDates"))){
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1,schemaPath:"#/$defs/edge/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs13 === errors){
if(data5.verifier !== undefined){
const _errs14 = errors;
if(typeof data5.verifier !== "string"){
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1+"/verifier",schemaPath:"#/$defs/edge/properties/verifier/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs14 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data5.presenter !== undefined){
const _errs16 = errors;
if(typeof data5.presenter !== "string"){
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1+"/presenter",schemaPath:"#/$defs/edge/properties/presenter/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs16 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data5.checksDates !== undefined){
const _errs18 = errors;
if(typeof data5.checksDates !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1+"/checksDates",schemaPath:"#/$defs/edge/properties/checksDates/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid4 = _errs18 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/brokenBefore/" + i1,schemaPath:"#/$defs/edge/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/brokenBefore",schemaPath:"#/properties/brokenBefore/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.platformsWord !== undefined){
let data9 = data.platformsWord;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data9)){
var valid5 = true;
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
const _errs22 = errors;
if(typeof data9[i2] !== "string"){
validate31.errors = [{instancePath:instancePath+"/platformsWord/" + i2,schemaPath:"#/properties/platformsWord/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs22 === errors;
if(!valid5){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/platformsWord",schemaPath:"#/properties/platformsWord/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notModelled !== undefined){
let data11 = data.notModelled;
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data11)){
var valid6 = true;
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
const _errs26 = errors;
if(typeof data11[i3] !== "string"){
validate31.errors = [{instancePath:instancePath+"/notModelled/" + i3,schemaPath:"#/properties/notModelled/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs26 === errors;
if(!valid6){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/notModelled",schemaPath:"#/properties/notModelled/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cuts !== undefined){
let data13 = data.cuts;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data13)){
var valid7 = true;
const len4 = data13.length;
for(let i4=0; i4<len4; i4++){
const _errs30 = errors;
if(!(validate34(data13[i4], {instancePath:instancePath+"/cuts/" + i4,parentData:data13,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
var valid7 = _errs30 === errors;
if(!valid7){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/cuts",schemaPath:"#/properties/cuts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="plan.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((data.formatVersion === undefined) && (missing0 = "formatVersion")) || ((data.certplanVersion === undefined) && (missing0 = "certplanVersion"))) || ((data.estate === undefined) && (missing0 = "estate"))) || ((data.evaluatedAt === undefined) && (missing0 = "evaluatedAt"))) || ((data.lineage === undefined) && (missing0 = "lineage"))) || ((data.selection === undefined) && (missing0 = "selection"))) || ((data.applyable === undefined) && (missing0 = "applyable"))) || ((data.digest === undefined) && (missing0 = "digest"))) || ((data.summary === undefined) && (missing0 = "summary"))) || ((data.targets === undefined) && (missing0 = "targets"))) || ((data.steps === undefined) && (missing0 = "steps"))) || ((data.trust === undefined) && (missing0 = "trust"))) || ((data.observations === undefined) && (missing0 = "observations"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.formatVersion !== undefined){
const _errs2 = errors;
if(1 !== data.formatVersion){
validate20.errors = [{instancePath:instancePath+"/formatVersion",schemaPath:"#/properties/formatVersion/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.certplanVersion !== undefined){
const _errs3 = errors;
if(typeof data.certplanVersion !== "string"){
validate20.errors = [{instancePath:instancePath+"/certplanVersion",schemaPath:"#/properties/certplanVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.estate !== undefined){
let data2 = data.estate;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.name === undefined) && (missing1 = "name")) || ((data2.digest === undefined) && (missing1 = "digest"))){
validate20.errors = [{instancePath:instancePath+"/estate",schemaPath:"#/properties/estate/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs7 = errors;
for(const key1 in data2){
if(!((key1 === "name") || (key1 === "digest"))){
validate20.errors = [{instancePath:instancePath+"/estate",schemaPath:"#/properties/estate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs7 === errors){
if(data2.name !== undefined){
const _errs8 = errors;
if(typeof data2.name !== "string"){
validate20.errors = [{instancePath:instancePath+"/estate/name",schemaPath:"#/properties/estate/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.digest !== undefined){
let data4 = data2.digest;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
validate20.errors = [{instancePath:instancePath+"/estate/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/estate/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/estate",schemaPath:"#/properties/estate/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.evaluatedAt !== undefined){
let data5 = data.evaluatedAt;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
validate20.errors = [{instancePath:instancePath+"/evaluatedAt",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/evaluatedAt",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.validUntil !== undefined){
let data6 = data.validUntil;
const _errs16 = errors;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
validate20.errors = [{instancePath:instancePath+"/validUntil",schemaPath:"#/$defs/instant/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/validUntil",schemaPath:"#/$defs/instant/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lineage !== undefined){
const _errs19 = errors;
if(typeof data.lineage !== "string"){
validate20.errors = [{instancePath:instancePath+"/lineage",schemaPath:"#/properties/lineage/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.selection !== undefined){
let data8 = data.selection;
const _errs21 = errors;
if(errors === _errs21){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if((((data8.only === undefined) && (missing2 = "only")) || ((data8.exclude === undefined) && (missing2 = "exclude"))) || ((data8.rotate === undefined) && (missing2 = "rotate"))){
validate20.errors = [{instancePath:instancePath+"/selection",schemaPath:"#/properties/selection/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs23 = errors;
for(const key2 in data8){
if(!(((key2 === "only") || (key2 === "exclude")) || (key2 === "rotate"))){
validate20.errors = [{instancePath:instancePath+"/selection",schemaPath:"#/properties/selection/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs23 === errors){
if(data8.only !== undefined){
let data9 = data8.only;
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data9)){
var valid6 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
const _errs26 = errors;
if(typeof data9[i0] !== "string"){
validate20.errors = [{instancePath:instancePath+"/selection/only/" + i0,schemaPath:"#/properties/selection/properties/only/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs26 === errors;
if(!valid6){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/selection/only",schemaPath:"#/properties/selection/properties/only/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid5 = _errs24 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.exclude !== undefined){
let data11 = data8.exclude;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data11)){
var valid7 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
const _errs30 = errors;
if(typeof data11[i1] !== "string"){
validate20.errors = [{instancePath:instancePath+"/selection/exclude/" + i1,schemaPath:"#/properties/selection/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs30 === errors;
if(!valid7){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/selection/exclude",schemaPath:"#/properties/selection/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid5 = _errs28 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data8.rotate !== undefined){
let data13 = data8.rotate;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data13)){
var valid8 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
const _errs34 = errors;
if(typeof data13[i2] !== "string"){
validate20.errors = [{instancePath:instancePath+"/selection/rotate/" + i2,schemaPath:"#/properties/selection/properties/rotate/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs34 === errors;
if(!valid8){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/selection/rotate",schemaPath:"#/properties/selection/properties/rotate/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid5 = _errs32 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/selection",schemaPath:"#/properties/selection/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.applyable !== undefined){
const _errs36 = errors;
if(typeof data.applyable !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/applyable",schemaPath:"#/properties/applyable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.digest !== undefined){
let data16 = data.digest;
const _errs38 = errors;
const _errs39 = errors;
if(errors === _errs39){
if(typeof data16 === "string"){
if(!pattern4.test(data16)){
validate20.errors = [{instancePath:instancePath+"/digest",schemaPath:"#/$defs/digest/pattern",keyword:"pattern",params:{pattern: "^sha256:[0-9a-f]{64}$"},message:"must match pattern \""+"^sha256:[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/digest",schemaPath:"#/$defs/digest/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
let data17 = data.summary;
const _errs41 = errors;
if(errors === _errs41){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing3;
if(((((((((data17.targets === undefined) && (missing3 = "targets")) || ((data17.due === undefined) && (missing3 = "due"))) || ((data17.unchanged === undefined) && (missing3 = "unchanged"))) || ((data17.blocked === undefined) && (missing3 = "blocked"))) || ((data17.unreadable === undefined) && (missing3 = "unreadable"))) || ((data17.steps === undefined) && (missing3 = "steps"))) || ((data17.disruptive === undefined) && (missing3 = "disruptive"))) || ((data17.final === undefined) && (missing3 = "final"))){
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs43 = errors;
for(const key3 in data17){
if(!(func1.call(schema31.properties.summary.properties, key3))){
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs43 === errors){
if(data17.targets !== undefined){
let data18 = data17.targets;
const _errs44 = errors;
if(!((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18)))){
validate20.errors = [{instancePath:instancePath+"/summary/targets",schemaPath:"#/properties/summary/properties/targets/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs44){
if(typeof data18 == "number"){
if(data18 < 0 || isNaN(data18)){
validate20.errors = [{instancePath:instancePath+"/summary/targets",schemaPath:"#/properties/summary/properties/targets/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs44 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.due !== undefined){
let data19 = data17.due;
const _errs46 = errors;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
validate20.errors = [{instancePath:instancePath+"/summary/due",schemaPath:"#/properties/summary/properties/due/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs46){
if(typeof data19 == "number"){
if(data19 < 0 || isNaN(data19)){
validate20.errors = [{instancePath:instancePath+"/summary/due",schemaPath:"#/properties/summary/properties/due/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs46 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.unchanged !== undefined){
let data20 = data17.unchanged;
const _errs48 = errors;
if(!((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20)))){
validate20.errors = [{instancePath:instancePath+"/summary/unchanged",schemaPath:"#/properties/summary/properties/unchanged/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs48){
if(typeof data20 == "number"){
if(data20 < 0 || isNaN(data20)){
validate20.errors = [{instancePath:instancePath+"/summary/unchanged",schemaPath:"#/properties/summary/properties/unchanged/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs48 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.blocked !== undefined){
let data21 = data17.blocked;
const _errs50 = errors;
if(!((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21)))){
validate20.errors = [{instancePath:instancePath+"/summary/blocked",schemaPath:"#/properties/summary/properties/blocked/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs50){
if(typeof data21 == "number"){
if(data21 < 0 || isNaN(data21)){
validate20.errors = [{instancePath:instancePath+"/summary/blocked",schemaPath:"#/properties/summary/properties/blocked/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs50 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.unreadable !== undefined){
let data22 = data17.unreadable;
const _errs52 = errors;
if(!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22)))){
validate20.errors = [{instancePath:instancePath+"/summary/unreadable",schemaPath:"#/properties/summary/properties/unreadable/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs52){
if(typeof data22 == "number"){
if(data22 < 0 || isNaN(data22)){
validate20.errors = [{instancePath:instancePath+"/summary/unreadable",schemaPath:"#/properties/summary/properties/unreadable/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs52 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.steps !== undefined){
let data23 = data17.steps;
const _errs54 = errors;
if(!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23)))){
validate20.errors = [{instancePath:instancePath+"/summary/steps",schemaPath:"#/properties/summary/properties/steps/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs54){
if(typeof data23 == "number"){
if(data23 < 0 || isNaN(data23)){
validate20.errors = [{instancePath:instancePath+"/summary/steps",schemaPath:"#/properties/summary/properties/steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs54 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.disruptive !== undefined){
let data24 = data17.disruptive;
const _errs56 = errors;
if(!((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24)))){
validate20.errors = [{instancePath:instancePath+"/summary/disruptive",schemaPath:"#/properties/summary/properties/disruptive/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs56){
if(typeof data24 == "number"){
if(data24 < 0 || isNaN(data24)){
validate20.errors = [{instancePath:instancePath+"/summary/disruptive",schemaPath:"#/properties/summary/properties/disruptive/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs56 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.final !== undefined){
let data25 = data17.final;
const _errs58 = errors;
if(!((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25)))){
validate20.errors = [{instancePath:instancePath+"/summary/final",schemaPath:"#/properties/summary/properties/final/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs58){
if(typeof data25 == "number"){
if(data25 < 0 || isNaN(data25)){
validate20.errors = [{instancePath:instancePath+"/summary/final",schemaPath:"#/properties/summary/properties/final/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid10 = _errs58 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.estimatedSeconds !== undefined){
let data26 = data17.estimatedSeconds;
const _errs60 = errors;
if(errors === _errs60){
if(typeof data26 == "number"){
if(data26 < 0 || isNaN(data26)){
validate20.errors = [{instancePath:instancePath+"/summary/estimatedSeconds",schemaPath:"#/properties/summary/properties/estimatedSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/summary/estimatedSeconds",schemaPath:"#/properties/summary/properties/estimatedSeconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid10 = _errs60 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.targets !== undefined){
let data27 = data.targets;
const _errs62 = errors;
if(errors === _errs62){
if(Array.isArray(data27)){
var valid11 = true;
const len3 = data27.length;
for(let i3=0; i3<len3; i3++){
const _errs64 = errors;
if(!(validate21(data27[i3], {instancePath:instancePath+"/targets/" + i3,parentData:data27,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid11 = _errs64 === errors;
if(!valid11){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs62 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined){
let data29 = data.steps;
const _errs65 = errors;
if(errors === _errs65){
if(Array.isArray(data29)){
var valid12 = true;
const len4 = data29.length;
for(let i4=0; i4<len4; i4++){
const _errs67 = errors;
if(!(validate25(data29[i4], {instancePath:instancePath+"/steps/" + i4,parentData:data29,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid12 = _errs67 === errors;
if(!valid12){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trust !== undefined){
const _errs68 = errors;
if(!(validate31(data.trust, {instancePath:instancePath+"/trust",parentData:data,parentDataProperty:"trust",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.observations !== undefined){
let data32 = data.observations;
const _errs69 = errors;
if(errors === _errs69){
if(Array.isArray(data32)){
var valid13 = true;
const len5 = data32.length;
for(let i5=0; i5<len5; i5++){
let data33 = data32[i5];
const _errs71 = errors;
if(errors === _errs71){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
let missing4;
if(((((data33.target === undefined) && (missing4 = "target")) || ((data33.principal === undefined) && (missing4 = "principal"))) || ((data33.complete === undefined) && (missing4 = "complete"))) || ((data33.facts === undefined) && (missing4 = "facts"))){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5,schemaPath:"#/properties/observations/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs73 = errors;
for(const key4 in data33){
if(!((((key4 === "target") || (key4 === "principal")) || (key4 === "complete")) || (key4 === "facts"))){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5,schemaPath:"#/properties/observations/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs73 === errors){
if(data33.target !== undefined){
const _errs74 = errors;
if(typeof data33.target !== "string"){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5+"/target",schemaPath:"#/properties/observations/items/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid14 = _errs74 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data33.principal !== undefined){
const _errs76 = errors;
if(typeof data33.principal !== "string"){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5+"/principal",schemaPath:"#/properties/observations/items/properties/principal/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid14 = _errs76 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data33.complete !== undefined){
const _errs78 = errors;
if(typeof data33.complete !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5+"/complete",schemaPath:"#/properties/observations/items/properties/complete/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid14 = _errs78 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data33.facts !== undefined){
let data37 = data33.facts;
const _errs80 = errors;
if(!(data37 && typeof data37 == "object" && !Array.isArray(data37))){
validate20.errors = [{instancePath:instancePath+"/observations/" + i5+"/facts",schemaPath:"#/properties/observations/items/properties/facts/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid14 = _errs80 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/observations/" + i5,schemaPath:"#/properties/observations/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid13 = _errs71 === errors;
if(!valid13){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/observations",schemaPath:"#/properties/observations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs69 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.continues !== undefined){
const _errs82 = errors;
if(typeof data.continues !== "string"){
validate20.errors = [{instancePath:instancePath+"/continues",schemaPath:"#/properties/continues/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs82 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const planValidators: Readonly<Record<string, CompiledSchema>> = exports;
