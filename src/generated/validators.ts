/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */
// @ts-nocheck
import required0 from "ajv/dist/runtime/equal.js";
import required1 from "ajv/dist/runtime/ucs2length.js";
import type { ErrorObject } from "ajv/dist/2020.js";

/** Says whether a value is valid, and keeps the faults until it is asked again. */
export interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

const exports: Record<string, CompiledSchema> = {};
exports["estate.schema.json"] = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"EstateFile","description":"certplan.yaml: what is desired of the certificates of a set of targets.","type":"object","required":["version"],"additionalProperties":false,"properties":{"version":{"const":1,"x-error":"UnsupportedVersion","x-expects":"is not a version that this certplan reads","x-hint":"write version: 1"},"estate":{"description":"Name of the estate; in exactly one of its files.","$ref":"common.schema.json#/$defs/name"},"policies":{"type":"object","propertyNames":{"$ref":"common.schema.json#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/policy"}},"issuers":{"description":"Where new certificates come from, besides the platforms themselves. None runs during plan.","type":"object","propertyNames":{"$ref":"common.schema.json#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/issuer"}},"defaults":{"type":"object","additionalProperties":false,"properties":{"policy":{"description":"Policy of targets that name none.","$ref":"common.schema.json#/$defs/name"}}},"targets":{"type":"array"}},"$defs":{"policy":{"title":"PolicyDeclaration","description":"Rules for certificates. A rule that is not written here comes from `extends`; without one there is no such rule.","type":"object","additionalProperties":false,"properties":{"extends":{"description":"Another policy, or a built-in one: default, cabforum.","$ref":"common.schema.json#/$defs/name"},"renewBefore":{"description":"Due when less than this is left.","$ref":"common.schema.json#/$defs/span"},"finishBefore":{"description":"Margin between estimated finish and expiry; 14d if absent.","$ref":"common.schema.json#/$defs/duration"},"maximumAge":{"description":"Due when older than this.","$ref":"common.schema.json#/$defs/span"},"signatureHash":{"description":"Hashes that a signature may use. No rule for Ed25519.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["sha1","sha224","sha256","sha384","sha512"]}},"minimumKey":{"title":"MinimumKeyDeclaration","description":"Smallest key of each type, in bits. A type that is not named is not allowed.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"rsa":{"type":"integer","minimum":512,"maximum":16384},"ec":{"type":"integer","minimum":160,"maximum":521},"ed25519":{"const":"any","x-expects":"is not possible: it can only be `any`, Ed25519 keys have one size"}}},"maximumLifetime":{"description":"Longest lifetime of leaves and client certificates; a day is 86,400 s, both ends are in.","$ref":"common.schema.json#/$defs/duration"}}},"issuer":{"title":"IssuerDeclaration","type":"object","required":["type"],"discriminator":{"propertyName":"type"},"oneOf":[{"title":"LocalCa","description":"A CA of certplan's own, made at its first use.","additionalProperties":false,"required":["type","directory"],"properties":{"type":{"const":"local-ca"},"directory":{"description":"Holds its key and certificate, 0600; relative to the estate file.","$ref":"common.schema.json#/$defs/path"}}},{"title":"CommandIssuer","description":"Gets a CSR as PEM on standard input, prints certificate and chain as PEM, leaf first. CERTPLAN_REQUEST_ID in its environment lets a repeat give the same.","additionalProperties":false,"required":["type","run"],"properties":{"type":{"const":"command"},"run":{"$ref":"common.schema.json#/$defs/argv"},"timeout":{"description":"5m if absent.","$ref":"common.schema.json#/$defs/duration"}}},{"title":"FilesIssuer","description":"A certificate that people made.","additionalProperties":false,"required":["type","certificate","key"],"properties":{"type":{"const":"files"},"certificate":{"description":"PEM file, the certificate first and its chain behind it; relative to the estate file.","$ref":"common.schema.json#/$defs/path"},"key":{"$ref":"common.schema.json#/$defs/secret"}}}]}},"$id":"file:///schemas/estate.schema.json"};
const schema2 = {"type":"string","pattern":"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$","x-error":"InvalidName","x-expects":"is not a name","x-hint":"1 to 63 letters, digits, dots, dashes and underscores, beginning and ending with a letter or digit"};
const pattern0 = new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", "u");
const schema4 = {"title":"PolicyDeclaration","description":"Rules for certificates. A rule that is not written here comes from `extends`; without one there is no such rule.","type":"object","additionalProperties":false,"properties":{"extends":{"description":"Another policy, or a built-in one: default, cabforum.","$ref":"common.schema.json#/$defs/name"},"renewBefore":{"description":"Due when less than this is left.","$ref":"common.schema.json#/$defs/span"},"finishBefore":{"description":"Margin between estimated finish and expiry; 14d if absent.","$ref":"common.schema.json#/$defs/duration"},"maximumAge":{"description":"Due when older than this.","$ref":"common.schema.json#/$defs/span"},"signatureHash":{"description":"Hashes that a signature may use. No rule for Ed25519.","type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["sha1","sha224","sha256","sha384","sha512"]}},"minimumKey":{"title":"MinimumKeyDeclaration","description":"Smallest key of each type, in bits. A type that is not named is not allowed.","type":"object","additionalProperties":false,"minProperties":1,"properties":{"rsa":{"type":"integer","minimum":512,"maximum":16384},"ec":{"type":"integer","minimum":160,"maximum":521},"ed25519":{"const":"any","x-expects":"is not possible: it can only be `any`, Ed25519 keys have one size"}}},"maximumLifetime":{"description":"Longest lifetime of leaves and client certificates; a day is 86,400 s, both ends are in.","$ref":"common.schema.json#/$defs/duration"}}};
const schema6 = {"description":"A duration, or a share of the certificate's lifetime.","type":"string","pattern":"^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$","x-error":"InvalidDuration","x-expects":"is not a duration","x-hint":"write a number and a unit without a space: 30d, 12h, 33%"};
const schema7 = {"type":"string","pattern":"^[0-9]{1,15}(?:ms|[dhms])$","x-error":"InvalidDuration","x-expects":"is not a duration","x-hint":"write a number and a unit without a space: 30d, 12h, 45m, 90s"};
const pattern3 = new RegExp("^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$", "u");
const pattern4 = new RegExp("^[0-9]{1,15}(?:ms|[dhms])$", "u");
const func0 = required0.default ?? required0;

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "extends") || (key0 === "renewBefore")) || (key0 === "finishBefore")) || (key0 === "maximumAge")) || (key0 === "signatureHash")) || (key0 === "minimumKey")) || (key0 === "maximumLifetime"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.extends !== undefined){
let data0 = data.extends;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err1 = {instancePath:instancePath+"/extends",schemaPath:"common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/extends",schemaPath:"common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.renewBefore !== undefined){
let data1 = data.renewBefore;
if(typeof data1 === "string"){
if(!pattern3.test(data1)){
const err3 = {instancePath:instancePath+"/renewBefore",schemaPath:"common.schema.json#/$defs/span/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$"},message:"must match pattern \""+"^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$"+"\"",schema:"^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$",parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/renewBefore",schemaPath:"common.schema.json#/$defs/span/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.finishBefore !== undefined){
let data2 = data.finishBefore;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err5 = {instancePath:instancePath+"/finishBefore",schemaPath:"common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/finishBefore",schemaPath:"common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.maximumAge !== undefined){
let data3 = data.maximumAge;
if(typeof data3 === "string"){
if(!pattern3.test(data3)){
const err7 = {instancePath:instancePath+"/maximumAge",schemaPath:"common.schema.json#/$defs/span/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$"},message:"must match pattern \""+"^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$"+"\"",schema:"^(?:[0-9]{1,15}(?:ms|[dhms])|[1-9][0-9]?%)$",parentSchema:schema6,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/maximumAge",schemaPath:"common.schema.json#/$defs/span/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.signatureHash !== undefined){
let data4 = data.signatureHash;
if(Array.isArray(data4)){
if(data4.length < 1){
const err9 = {instancePath:instancePath+"/signatureHash",schemaPath:"#/properties/signatureHash/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.signatureHash,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(!(((((data5 === "sha1") || (data5 === "sha224")) || (data5 === "sha256")) || (data5 === "sha384")) || (data5 === "sha512"))){
const err10 = {instancePath:instancePath+"/signatureHash/" + i0,schemaPath:"#/properties/signatureHash/items/enum",keyword:"enum",params:{allowedValues: schema4.properties.signatureHash.items.enum},message:"must be equal to one of the allowed values",schema:schema4.properties.signatureHash.items.enum,parentSchema:schema4.properties.signatureHash.items,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data4.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data4[i1], data4[j0])){
const err11 = {instancePath:instancePath+"/signatureHash",schemaPath:"#/properties/signatureHash/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema4.properties.signatureHash,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/signatureHash",schemaPath:"#/properties/signatureHash/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema4.properties.signatureHash.type,parentSchema:schema4.properties.signatureHash,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.minimumKey !== undefined){
let data6 = data.minimumKey;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err13 = {instancePath:instancePath+"/minimumKey",schemaPath:"#/properties/minimumKey/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema4.properties.minimumKey,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key1 in data6){
if(!(((key1 === "rsa") || (key1 === "ec")) || (key1 === "ed25519"))){
const err14 = {instancePath:instancePath+"/minimumKey",schemaPath:"#/properties/minimumKey/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema4.properties.minimumKey,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data6.rsa !== undefined){
let data7 = data6.rsa;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err15 = {instancePath:instancePath+"/minimumKey/rsa",schemaPath:"#/properties/minimumKey/properties/rsa/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema4.properties.minimumKey.properties.rsa.type,parentSchema:schema4.properties.minimumKey.properties.rsa,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 16384 || isNaN(data7)){
const err16 = {instancePath:instancePath+"/minimumKey/rsa",schemaPath:"#/properties/minimumKey/properties/rsa/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384",schema:16384,parentSchema:schema4.properties.minimumKey.properties.rsa,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data7 < 512 || isNaN(data7)){
const err17 = {instancePath:instancePath+"/minimumKey/rsa",schemaPath:"#/properties/minimumKey/properties/rsa/minimum",keyword:"minimum",params:{comparison: ">=", limit: 512},message:"must be >= 512",schema:512,parentSchema:schema4.properties.minimumKey.properties.rsa,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data6.ec !== undefined){
let data8 = data6.ec;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err18 = {instancePath:instancePath+"/minimumKey/ec",schemaPath:"#/properties/minimumKey/properties/ec/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema4.properties.minimumKey.properties.ec.type,parentSchema:schema4.properties.minimumKey.properties.ec,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 521 || isNaN(data8)){
const err19 = {instancePath:instancePath+"/minimumKey/ec",schemaPath:"#/properties/minimumKey/properties/ec/maximum",keyword:"maximum",params:{comparison: "<=", limit: 521},message:"must be <= 521",schema:521,parentSchema:schema4.properties.minimumKey.properties.ec,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data8 < 160 || isNaN(data8)){
const err20 = {instancePath:instancePath+"/minimumKey/ec",schemaPath:"#/properties/minimumKey/properties/ec/minimum",keyword:"minimum",params:{comparison: ">=", limit: 160},message:"must be >= 160",schema:160,parentSchema:schema4.properties.minimumKey.properties.ec,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data6.ed25519 !== undefined){
let data9 = data6.ed25519;
if("any" !== data9){
const err21 = {instancePath:instancePath+"/minimumKey/ed25519",schemaPath:"#/properties/minimumKey/properties/ed25519/const",keyword:"const",params:{allowedValue: "any"},message:"must be equal to constant",schema:"any",parentSchema:schema4.properties.minimumKey.properties.ed25519,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/minimumKey",schemaPath:"#/properties/minimumKey/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema4.properties.minimumKey.type,parentSchema:schema4.properties.minimumKey,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.maximumLifetime !== undefined){
let data10 = data.maximumLifetime;
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
const err23 = {instancePath:instancePath+"/maximumLifetime",schemaPath:"common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/maximumLifetime",schemaPath:"common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema4.type,parentSchema:schema4,data};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema11 = {"title":"IssuerDeclaration","type":"object","required":["type"],"discriminator":{"propertyName":"type"},"oneOf":[{"title":"LocalCa","description":"A CA of certplan's own, made at its first use.","additionalProperties":false,"required":["type","directory"],"properties":{"type":{"const":"local-ca"},"directory":{"description":"Holds its key and certificate, 0600; relative to the estate file.","$ref":"common.schema.json#/$defs/path"}}},{"title":"CommandIssuer","description":"Gets a CSR as PEM on standard input, prints certificate and chain as PEM, leaf first. CERTPLAN_REQUEST_ID in its environment lets a repeat give the same.","additionalProperties":false,"required":["type","run"],"properties":{"type":{"const":"command"},"run":{"$ref":"common.schema.json#/$defs/argv"},"timeout":{"description":"5m if absent.","$ref":"common.schema.json#/$defs/duration"}}},{"title":"FilesIssuer","description":"A certificate that people made.","additionalProperties":false,"required":["type","certificate","key"],"properties":{"type":{"const":"files"},"certificate":{"description":"PEM file, the certificate first and its chain behind it; relative to the estate file.","$ref":"common.schema.json#/$defs/path"},"key":{"$ref":"common.schema.json#/$defs/secret"}}}]};
const schema12 = {"description":"A file, relative to the estate file.","type":"string","minLength":1,"maxLength":4096};
const schema17 = {"title":"Secret","description":"Where a secret comes from; never the secret itself.","type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"x-error":"InlineSecret","x-secret":true,"properties":{"env":{"description":"Name of an environment variable.","type":"string","pattern":"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$","x-error":"InvalidSecretReference","x-secret":true,"x-expects":"is not the name of an environment variable that can hold a secret","x-hint":"write the name of a variable; names that begin with CERTPLAN_ are settings"},"file":{"description":"Path of a file, relative to the estate file.","type":"string","minLength":1,"maxLength":4096,"x-error":"InvalidSecretReference","x-secret":true,"x-expects":"is not the path of a file"},"command":{"description":"Program and arguments; the first line it prints is the secret.","type":"array","minItems":1,"items":{"type":"string","minLength":1,"x-error":"InvalidSecretReference","x-secret":true},"x-error":"InvalidSecretReference","x-secret":true,"x-expects":"is not a list of a program and its arguments"}},"tsType":"{ env: string } | { file: string } | { command: string[] }"};
const func1 = required1.default ?? required1;
const schema13 = {"description":"Program and arguments, run without a shell. A program with a / in it stands beside the estate file. Never a secret: arguments can be read by every user of the machine.","type":"array","minItems":1,"items":{"$ref":"#/$defs/text"}};
const schema14 = {"type":"string","minLength":1,"maxLength":1024};

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func1(data0) > 1024){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const pattern9 = new RegExp("^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "local-ca"){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err1 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema11.oneOf[0].required,parentSchema:schema11.oneOf[0],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.directory === undefined){
const err2 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "directory"},message:"must have required property '"+"directory"+"'",schema:schema11.oneOf[0].required,parentSchema:schema11.oneOf[0],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "type") || (key0 === "directory"))){
const err3 = {instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11.oneOf[0],data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined){
let data0 = data.type;
if("local-ca" !== data0){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/const",keyword:"const",params:{allowedValue: "local-ca"},message:"must be equal to constant",schema:"local-ca",parentSchema:schema11.oneOf[0].properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.directory !== undefined){
let data1 = data.directory;
if(typeof data1 === "string"){
if(func1(data1) > 4096){
const err5 = {instancePath:instancePath+"/directory",schemaPath:"common.schema.json#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema12,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(func1(data1) < 1){
const err6 = {instancePath:instancePath+"/directory",schemaPath:"common.schema.json#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/directory",schemaPath:"common.schema.json#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
var props0 = true;
}
else if(tag0 === "command"){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err8 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema11.oneOf[1].required,parentSchema:schema11.oneOf[1],data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.run === undefined){
const err9 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema11.oneOf[1].required,parentSchema:schema11.oneOf[1],data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data){
if(!(((key1 === "type") || (key1 === "run")) || (key1 === "timeout"))){
const err10 = {instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.oneOf[1],data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if("command" !== data2){
const err11 = {instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue: "command"},message:"must be equal to constant",schema:"command",parentSchema:schema11.oneOf[1].properties.type,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.run !== undefined){
if(!(validate5(data.run, {instancePath:instancePath+"/run",parentData:data,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate5.errors : vErrors.concat(validate5.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data4 = data.timeout;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err12 = {instancePath:instancePath+"/timeout",schemaPath:"common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/timeout",schemaPath:"common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(props0 !== true){
props0 = true;
}
}
else if(tag0 === "files"){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err14 = {instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema11.oneOf[2].required,parentSchema:schema11.oneOf[2],data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.certificate === undefined){
const err15 = {instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: "certificate"},message:"must have required property '"+"certificate"+"'",schema:schema11.oneOf[2].required,parentSchema:schema11.oneOf[2],data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data.key === undefined){
const err16 = {instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema11.oneOf[2].required,parentSchema:schema11.oneOf[2],data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data){
if(!(((key2 === "type") || (key2 === "certificate")) || (key2 === "key"))){
const err17 = {instancePath,schemaPath:"#/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.oneOf[2],data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.type !== undefined){
let data5 = data.type;
if("files" !== data5){
const err18 = {instancePath:instancePath+"/type",schemaPath:"#/oneOf/2/properties/type/const",keyword:"const",params:{allowedValue: "files"},message:"must be equal to constant",schema:"files",parentSchema:schema11.oneOf[2].properties.type,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.certificate !== undefined){
let data6 = data.certificate;
if(typeof data6 === "string"){
if(func1(data6) > 4096){
const err19 = {instancePath:instancePath+"/certificate",schemaPath:"common.schema.json#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema12,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(func1(data6) < 1){
const err20 = {instancePath:instancePath+"/certificate",schemaPath:"common.schema.json#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/certificate",schemaPath:"common.schema.json#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.key !== undefined){
let data7 = data.key;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(Object.keys(data7).length > 1){
const err22 = {instancePath:instancePath+"/key",schemaPath:"common.schema.json#/$defs/secret/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(Object.keys(data7).length < 1){
const err23 = {instancePath:instancePath+"/key",schemaPath:"common.schema.json#/$defs/secret/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key3 in data7){
if(!(((key3 === "env") || (key3 === "file")) || (key3 === "command"))){
const err24 = {instancePath:instancePath+"/key",schemaPath:"common.schema.json#/$defs/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data7.env !== undefined){
let data8 = data7.env;
if(typeof data8 === "string"){
if(!pattern9.test(data8)){
const err25 = {instancePath:instancePath+"/key/env",schemaPath:"common.schema.json#/$defs/secret/properties/env/pattern",keyword:"pattern",params:{pattern: "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema17.properties.env,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/key/env",schemaPath:"common.schema.json#/$defs/secret/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.env.type,parentSchema:schema17.properties.env,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data7.file !== undefined){
let data9 = data7.file;
if(typeof data9 === "string"){
if(func1(data9) > 4096){
const err27 = {instancePath:instancePath+"/key/file",schemaPath:"common.schema.json#/$defs/secret/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.file,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func1(data9) < 1){
const err28 = {instancePath:instancePath+"/key/file",schemaPath:"common.schema.json#/$defs/secret/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.file,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/key/file",schemaPath:"common.schema.json#/$defs/secret/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.file.type,parentSchema:schema17.properties.file,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data7.command !== undefined){
let data10 = data7.command;
if(Array.isArray(data10)){
if(data10.length < 1){
const err30 = {instancePath:instancePath+"/key/command",schemaPath:"common.schema.json#/$defs/secret/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.command,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(typeof data11 === "string"){
if(func1(data11) < 1){
const err31 = {instancePath:instancePath+"/key/command/" + i0,schemaPath:"common.schema.json#/$defs/secret/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.command.items,data:data11};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/key/command/" + i0,schemaPath:"common.schema.json#/$defs/secret/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.command.items.type,parentSchema:schema17.properties.command.items,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/key/command",schemaPath:"common.schema.json#/$defs/secret/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.command.type,parentSchema:schema17.properties.command,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/key",schemaPath:"common.schema.json#/$defs/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
if(props0 !== true){
props0 = true;
}
}
else {
const err35 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf",schema:schema11.discriminator,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string",schema:schema11.discriminator,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate4.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate4.evaluated = {"dynamicProps":true,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="file:///schemas/estate.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "version") || (key0 === "estate")) || (key0 === "policies")) || (key0 === "issuers")) || (key0 === "defaults")) || (key0 === "targets"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(1 !== data0){
const err2 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema0.properties.version,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.estate !== undefined){
let data1 = data.estate;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err3 = {instancePath:instancePath+"/estate",schemaPath:"common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/estate",schemaPath:"common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.policies !== undefined){
let data2 = data.policies;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
const _errs8 = errors;
if(typeof key1 === "string"){
if(!pattern0.test(key1)){
const err5 = {instancePath:instancePath+"/policies",schemaPath:"common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/policies",schemaPath:"common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid2 = _errs8 === errors;
if(!valid2){
const err7 = {instancePath:instancePath+"/policies",schemaPath:"#/properties/policies/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema0.properties.policies.propertyNames,parentSchema:schema0.properties.policies,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
for(const key2 in data2){
if(!(validate2(data2[key2], {instancePath:instancePath+"/policies/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data2,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/policies",schemaPath:"#/properties/policies/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.policies.type,parentSchema:schema0.properties.policies,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.issuers !== undefined){
let data4 = data.issuers;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key3 in data4){
const _errs15 = errors;
if(typeof key3 === "string"){
if(!pattern0.test(key3)){
const err9 = {instancePath:instancePath+"/issuers",schemaPath:"common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/issuers",schemaPath:"common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid5 = _errs15 === errors;
if(!valid5){
const err11 = {instancePath:instancePath+"/issuers",schemaPath:"#/properties/issuers/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema0.properties.issuers.propertyNames,parentSchema:schema0.properties.issuers,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
for(const key4 in data4){
if(!(validate4(data4[key4], {instancePath:instancePath+"/issuers/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
}
}
else {
const err12 = {instancePath:instancePath+"/issuers",schemaPath:"#/properties/issuers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.issuers.type,parentSchema:schema0.properties.issuers,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.defaults !== undefined){
let data6 = data.defaults;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key5 in data6){
if(!(key5 === "policy")){
const err13 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.defaults,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data6.policy !== undefined){
let data7 = data6.policy;
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
const err14 = {instancePath:instancePath+"/defaults/policy",schemaPath:"common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/defaults/policy",schemaPath:"common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.defaults.type,parentSchema:schema0.properties.defaults,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.targets !== undefined){
let data8 = data.targets;
if(!(Array.isArray(data8))){
const err17 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.targets.type,parentSchema:schema0.properties.targets,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.type,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports["targets/opsman.schema.json"] = validate8;
const schema19 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"OpsmanTarget","description":"One Ops Manager.","type":"object","required":["name","type","url","credentials"],"additionalProperties":false,"x-meaningless":{"batch":"Apply Changes takes all products at once, so there are no members to batch"},"x-instead":{"address":"url","caFile":"trust: { caFile: ... }"},"properties":{"name":{"$ref":"../common.schema.json#/$defs/name"},"type":{"const":"opsman"},"url":{"$ref":"../common.schema.json#/$defs/httpsUrl"},"credentials":{"$ref":"#/$defs/credentials"},"readCredentials":{"$ref":"#/$defs/credentials"},"unlock":{"title":"OpsmanUnlock","description":"Used only when Ops Manager is locked.","type":"object","additionalProperties":false,"required":["passphrase"],"properties":{"passphrase":{"$ref":"../common.schema.json#/$defs/secret"}}},"trust":{"$ref":"../common.schema.json#/$defs/trust"},"policy":{"$ref":"../common.schema.json#/$defs/name"},"after":{"description":"Targets whose switch must be verified first.","type":"array","uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/name"}},"rotate":{"description":"What may be rotated, never that it is due. Absent or empty: only observed.","type":"array","uniqueItems":true,"items":{"enum":["ca","leaves"]}},"exclude":{"description":"CredHub paths of CAs that a CA rotation leaves alone; /services/tls_ca always is.","type":"array","uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/text"}},"issuer":{"description":"Who makes the new root: platform (Ops Manager itself), or a `files` issuer whose certificate is an RSA CA, which is then uploaded.","$ref":"../common.schema.json#/$defs/name"},"configurable":{"description":"What becomes of each configurable leaf under the old root: replaced by one of an issuer, or kept.","type":"array","items":{"title":"OpsmanConfigurable","type":"object","additionalProperties":false,"required":["product","property"],"oneOf":[{"required":["issuer"],"x-silent":true},{"required":["keep"],"x-silent":true}],"x-one-of":["issuer","keep"],"dependentRequired":{"issuer":["sans"],"sans":["issuer"]},"properties":{"product":{"description":"Product type, such as cf.","$ref":"../common.schema.json#/$defs/text"},"property":{"description":"Property reference, such as .properties.networking_poe_ssl_certs.","$ref":"../common.schema.json#/$defs/text"},"element":{"description":"Name of the entry, where the property is a collection.","$ref":"../common.schema.json#/$defs/text"},"issuer":{"$ref":"../common.schema.json#/$defs/name"},"sans":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/dnsName"}},"keep":{"description":"Why it stays as it is.","$ref":"../common.schema.json#/$defs/text"}},"tsType":"{ product: string; property: string; element?: string; issuer: string; sans: string[] } | { product: string; property: string; element?: string; keep: string }"}},"apply":{"title":"OpsmanApply","description":"How Apply Changes is run.","type":"object","additionalProperties":false,"properties":{"pendingChanges":{"description":"Staged changes that others left: refuse, or { allow: [product] }.","type":["string","object"],"if":{"type":"string"},"then":{"enum":["refuse"],"x-hint":"write refuse, or { allow: [product] }"},"else":{"additionalProperties":false,"required":["allow"],"properties":{"allow":{"$ref":"#/$defs/texts"}}},"tsType":"'refuse' | { allow: string[] }"},"ignoreWarnings":{"description":"Types of verifiers that may fail.","$ref":"#/$defs/texts"},"errands":{"description":"Product, errand, whether it runs.","type":"object","propertyNames":{"$ref":"../common.schema.json#/$defs/text"},"additionalProperties":{"type":"object","propertyNames":{"$ref":"../common.schema.json#/$defs/text"},"additionalProperties":{"enum":["run","skip","default"]}}},"instances":{"description":"How the service instances of a product are reached: by its errand, or by people.","type":"object","propertyNames":{"$ref":"../common.schema.json#/$defs/text"},"additionalProperties":{"enum":["errand","manual"]}},"recreate":{"description":"VMs are recreated: auto, where a stemcell needs it; always.","enum":["auto","always"]},"forceLatestVariables":{"description":"Deploy the newest version of every variable: auto, where this version of Ops Manager needs it; true; false.","enum":["auto",true,false]},"timeout":{"description":"Longest time for one Apply Changes.","$ref":"../common.schema.json#/$defs/duration"}}},"replace":{"$ref":"../common.schema.json#/$defs/replace"},"accept":{"$ref":"../common.schema.json#/$defs/accept"},"waive":{"$ref":"../common.schema.json#/$defs/waive"},"consumers":{"$ref":"../common.schema.json#/$defs/consumers"},"outputs":{"$ref":"../common.schema.json#/$defs/outputs"},"timeout":{"description":"Longest time for a step that has no timeout of its own.","$ref":"../common.schema.json#/$defs/duration"}},"$defs":{"texts":{"type":"array","uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/text"}},"credentials":{"title":"OpsmanCredentials","type":"object","required":["kind"],"discriminator":{"propertyName":"kind"},"oneOf":[{"title":"UaaClient","additionalProperties":false,"required":["kind","id","secret"],"properties":{"kind":{"const":"uaa-client"},"id":{"$ref":"../common.schema.json#/$defs/text"},"secret":{"$ref":"../common.schema.json#/$defs/secret"}}},{"title":"UaaUser","additionalProperties":false,"required":["kind","username","password"],"properties":{"kind":{"const":"uaa-user"},"username":{"$ref":"../common.schema.json#/$defs/text"},"password":{"$ref":"../common.schema.json#/$defs/secret"}}}]}},"$id":"file:///schemas/targets/opsman.schema.json"};
const schema21 = {"type":"string","pattern":"^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$","x-error":"InvalidUrl","x-expects":"is not the https address of a system","x-hint":"write https://host or https://host:port, without path, user name or password"};
const schema28 = {"title":"Trust","description":"Which server certificates are believed: a CA file, pins of leaves, both (either is enough), the system's CAs, or none checked.","type":"object","additionalProperties":false,"minProperties":1,"x-error":"InvalidTrust","properties":{"caFile":{"description":"PEM file, relative to the estate file; each certificate in it is an anchor.","type":"string","minLength":1,"maxLength":4096},"pins":{"type":"array","minItems":1,"items":{"description":"SHA-256 of the leaf; waives issuer and name, never dates.","type":"string","pattern":"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$","x-error":"InvalidTrust","x-expects":"is not a pin","x-hint":"write sha256: and the 64 hex digits of the certificate's SHA-256 fingerprint"}},"system":{"const":true,"x-error":"InvalidTrust","x-expects":"is not possible: it can only be true"},"verify":{"description":"false: believe any server. Loud, and refused in CI.","const":false,"x-error":"InvalidTrust","x-expects":"is not possible: it can only be false"}}};
const schema37 = {"type":"string","pattern":"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$","x-expects":"is not a DNS name or IP address"};
const func10 = Object.prototype.hasOwnProperty;
const pattern12 = new RegExp("^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$", "u");
const pattern16 = new RegExp("^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$", "u");
const pattern21 = new RegExp("^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$", "u");
const schema22 = {"title":"OpsmanCredentials","type":"object","required":["kind"],"discriminator":{"propertyName":"kind"},"oneOf":[{"title":"UaaClient","additionalProperties":false,"required":["kind","id","secret"],"properties":{"kind":{"const":"uaa-client"},"id":{"$ref":"../common.schema.json#/$defs/text"},"secret":{"$ref":"../common.schema.json#/$defs/secret"}}},{"title":"UaaUser","additionalProperties":false,"required":["kind","username","password"],"properties":{"kind":{"const":"uaa-user"},"username":{"$ref":"../common.schema.json#/$defs/text"},"password":{"$ref":"../common.schema.json#/$defs/secret"}}}]};

function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const tag0 = data.kind;
if(typeof tag0 == "string"){
if(tag0 === "uaa-client"){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema22.oneOf[0].required,parentSchema:schema22.oneOf[0],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.id === undefined){
const err2 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema22.oneOf[0].required,parentSchema:schema22.oneOf[0],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.secret === undefined){
const err3 = {instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'",schema:schema22.oneOf[0].required,parentSchema:schema22.oneOf[0],data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "kind") || (key0 === "id")) || (key0 === "secret"))){
const err4 = {instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema22.oneOf[0],data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("uaa-client" !== data0){
const err5 = {instancePath:instancePath+"/kind",schemaPath:"#/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "uaa-client"},message:"must be equal to constant",schema:"uaa-client",parentSchema:schema22.oneOf[0].properties.kind,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err6 = {instancePath:instancePath+"/id",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(func1(data1) < 1){
const err7 = {instancePath:instancePath+"/id",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/id",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.secret !== undefined){
let data2 = data.secret;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 1){
const err9 = {instancePath:instancePath+"/secret",schemaPath:"../common.schema.json#/$defs/secret/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(Object.keys(data2).length < 1){
const err10 = {instancePath:instancePath+"/secret",schemaPath:"../common.schema.json#/$defs/secret/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data2){
if(!(((key1 === "env") || (key1 === "file")) || (key1 === "command"))){
const err11 = {instancePath:instancePath+"/secret",schemaPath:"../common.schema.json#/$defs/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.env !== undefined){
let data3 = data2.env;
if(typeof data3 === "string"){
if(!pattern9.test(data3)){
const err12 = {instancePath:instancePath+"/secret/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/pattern",keyword:"pattern",params:{pattern: "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema17.properties.env,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/secret/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.env.type,parentSchema:schema17.properties.env,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.file !== undefined){
let data4 = data2.file;
if(typeof data4 === "string"){
if(func1(data4) > 4096){
const err14 = {instancePath:instancePath+"/secret/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.file,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func1(data4) < 1){
const err15 = {instancePath:instancePath+"/secret/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.file,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/secret/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.file.type,parentSchema:schema17.properties.file,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.command !== undefined){
let data5 = data2.command;
if(Array.isArray(data5)){
if(data5.length < 1){
const err17 = {instancePath:instancePath+"/secret/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.command,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(func1(data6) < 1){
const err18 = {instancePath:instancePath+"/secret/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.command.items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/secret/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.command.items.type,parentSchema:schema17.properties.command.items,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/secret/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.command.type,parentSchema:schema17.properties.command,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/secret",schemaPath:"../common.schema.json#/$defs/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
var props0 = true;
}
else if(tag0 === "uaa-user"){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err22 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema22.oneOf[1].required,parentSchema:schema22.oneOf[1],data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data.username === undefined){
const err23 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "username"},message:"must have required property '"+"username"+"'",schema:schema22.oneOf[1].required,parentSchema:schema22.oneOf[1],data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data.password === undefined){
const err24 = {instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: "password"},message:"must have required property '"+"password"+"'",schema:schema22.oneOf[1].required,parentSchema:schema22.oneOf[1],data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key2 in data){
if(!(((key2 === "kind") || (key2 === "username")) || (key2 === "password"))){
const err25 = {instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema22.oneOf[1],data};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.kind !== undefined){
let data7 = data.kind;
if("uaa-user" !== data7){
const err26 = {instancePath:instancePath+"/kind",schemaPath:"#/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "uaa-user"},message:"must be equal to constant",schema:"uaa-user",parentSchema:schema22.oneOf[1].properties.kind,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.username !== undefined){
let data8 = data.username;
if(typeof data8 === "string"){
if(func1(data8) > 1024){
const err27 = {instancePath:instancePath+"/username",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func1(data8) < 1){
const err28 = {instancePath:instancePath+"/username",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/username",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.password !== undefined){
let data9 = data.password;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(Object.keys(data9).length > 1){
const err30 = {instancePath:instancePath+"/password",schemaPath:"../common.schema.json#/$defs/secret/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(Object.keys(data9).length < 1){
const err31 = {instancePath:instancePath+"/password",schemaPath:"../common.schema.json#/$defs/secret/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key3 in data9){
if(!(((key3 === "env") || (key3 === "file")) || (key3 === "command"))){
const err32 = {instancePath:instancePath+"/password",schemaPath:"../common.schema.json#/$defs/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data9.env !== undefined){
let data10 = data9.env;
if(typeof data10 === "string"){
if(!pattern9.test(data10)){
const err33 = {instancePath:instancePath+"/password/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/pattern",keyword:"pattern",params:{pattern: "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema17.properties.env,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/password/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.env.type,parentSchema:schema17.properties.env,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data9.file !== undefined){
let data11 = data9.file;
if(typeof data11 === "string"){
if(func1(data11) > 4096){
const err35 = {instancePath:instancePath+"/password/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.file,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(func1(data11) < 1){
const err36 = {instancePath:instancePath+"/password/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.file,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/password/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.file.type,parentSchema:schema17.properties.file,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data9.command !== undefined){
let data12 = data9.command;
if(Array.isArray(data12)){
if(data12.length < 1){
const err38 = {instancePath:instancePath+"/password/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.command,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(typeof data13 === "string"){
if(func1(data13) < 1){
const err39 = {instancePath:instancePath+"/password/command/" + i1,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.command.items,data:data13};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/password/command/" + i1,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.command.items.type,parentSchema:schema17.properties.command.items,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/password/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.command.type,parentSchema:schema17.properties.command,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/password",schemaPath:"../common.schema.json#/$defs/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(props0 !== true){
props0 = true;
}
}
else {
const err43 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf",schema:schema22.discriminator,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string",schema:schema22.discriminator,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
validate9.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate9.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema39 = {"type":"array","uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/text"}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate12.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func1(data0) > 1024){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data0) < 1){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
let i1 = data.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data[i1], data[j0])){
const err3 = {instancePath,schemaPath:"#/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema39.type,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}
validate12.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema45 = {"description":"Certificates that have to go, whatever their dates: due while one is still shown or accepted.","type":"array","items":{"title":"ReplaceDeclaration","type":"object","additionalProperties":false,"required":["reason"],"oneOf":[{"required":["fingerprint"],"x-silent":true},{"required":["spki"],"x-silent":true},{"required":["thumbprint"],"x-silent":true}],"x-one-of":["fingerprint","spki","thumbprint"],"properties":{"fingerprint":{"description":"SHA-256 of the certificate.","$ref":"#/$defs/sha256"},"spki":{"description":"SHA-256 of the SubjectPublicKeyInfo: every certificate of that key.","$ref":"#/$defs/sha256"},"thumbprint":{"description":"SHA-1 of the certificate.","$ref":"#/$defs/sha1"},"reason":{"enum":["compromised","revoke","policy"]},"ticket":{"$ref":"#/$defs/text"}},"tsType":"{ fingerprint?: string; spki?: string; thumbprint?: string; reason: 'compromised' | 'revoke' | 'policy'; ticket?: string }"}};
const schema46 = {"type":"string","pattern":"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$","x-expects":"is not a SHA-256","x-hint":"write its 64 hex digits in quotes, with or without colons"};
const schema48 = {"type":"string","pattern":"^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$","x-expects":"is not a thumbprint","x-hint":"write the 40 hex digits of the certificate's SHA-1 in quotes, with or without colons"};
const pattern23 = new RegExp("^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$", "u");
const pattern25 = new RegExp("^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate15.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs3 = errors;
let valid2 = false;
let passing0 = null;
const _errs4 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.fingerprint === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/0/required",keyword:"required",params:{missingProperty: "fingerprint"},message:"must have required property '"+"fingerprint"+"'",schema:schema45.items.oneOf[0].required,parentSchema:schema45.items.oneOf[0],data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs5 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.spki === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/1/required",keyword:"required",params:{missingProperty: "spki"},message:"must have required property '"+"spki"+"'",schema:schema45.items.oneOf[1].required,parentSchema:schema45.items.oneOf[1],data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
const _errs6 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.thumbprint === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/2/required",keyword:"required",params:{missingProperty: "thumbprint"},message:"must have required property '"+"thumbprint"+"'",schema:schema45.items.oneOf[2].required,parentSchema:schema45.items.oneOf[2],data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid2 = true;
passing0 = 2;
}
}
}
if(!valid2){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema45.items.oneOf,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.reason === undefined){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema45.items.required,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data0){
if(!(((((key0 === "fingerprint") || (key0 === "spki")) || (key0 === "thumbprint")) || (key0 === "reason")) || (key0 === "ticket"))){
const err5 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.fingerprint !== undefined){
let data1 = data0.fingerprint;
if(typeof data1 === "string"){
if(!pattern23.test(data1)){
const err6 = {instancePath:instancePath+"/" + i0+"/fingerprint",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema46,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/" + i0+"/fingerprint",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.spki !== undefined){
let data2 = data0.spki;
if(typeof data2 === "string"){
if(!pattern23.test(data2)){
const err8 = {instancePath:instancePath+"/" + i0+"/spki",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0+"/spki",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.thumbprint !== undefined){
let data3 = data0.thumbprint;
if(typeof data3 === "string"){
if(!pattern25.test(data3)){
const err10 = {instancePath:instancePath+"/" + i0+"/thumbprint",schemaPath:"#/$defs/sha1/pattern",keyword:"pattern",params:{pattern: "^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$",parentSchema:schema48,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/" + i0+"/thumbprint",schemaPath:"#/$defs/sha1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.type,parentSchema:schema48,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.reason !== undefined){
let data4 = data0.reason;
if(!(((data4 === "compromised") || (data4 === "revoke")) || (data4 === "policy"))){
const err12 = {instancePath:instancePath+"/" + i0+"/reason",schemaPath:"#/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema45.items.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema45.items.properties.reason.enum,parentSchema:schema45.items.properties.reason,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.ticket !== undefined){
let data5 = data0.ticket;
if(typeof data5 === "string"){
if(func1(data5) > 1024){
const err13 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func1(data5) < 1){
const err14 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.items.type,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema45.type,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}
validate15.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema50 = {"description":"Hard cuts that people accept: connections that the platform is bound to break for a while.","type":"array","items":{"title":"AcceptDeclaration","type":"object","additionalProperties":false,"required":["cut","maximum","until"],"properties":{"cut":{"description":"Code of the cut, as a plan names it.","$ref":"#/$defs/text"},"members":{"description":"Who may be cut off; absent: whoever the cut is about.","type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/text"}},"maximum":{"description":"A cut that takes longer by its estimate is refused.","$ref":"#/$defs/duration"},"until":{"description":"The cut must be over by then.","$ref":"#/$defs/until"},"ticket":{"$ref":"#/$defs/text"}}}};
const schema54 = {"description":"A date means the end of that day in UTC.","type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$","x-error":"InvalidInstant","x-expects":"is not a date","x-hint":"write 2026-12-31 (the end of that day, UTC) or 2026-12-31T18:00:00Z"};
const pattern27 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$", "u");

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate17.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.cut === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "cut"},message:"must have required property '"+"cut"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.maximum === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "maximum"},message:"must have required property '"+"maximum"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.until === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data0){
if(!(((((key0 === "cut") || (key0 === "members")) || (key0 === "maximum")) || (key0 === "until")) || (key0 === "ticket"))){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.cut !== undefined){
let data1 = data0.cut;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err4 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func1(data1) < 1){
const err5 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.members !== undefined){
let data2 = data0.members;
if(Array.isArray(data2)){
if(data2.length < 1){
const err7 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(typeof data3 === "string"){
if(func1(data3) > 1024){
const err8 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data3) < 1){
const err9 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i2 = data2.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data2[i2], data2[j0])){
const err11 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema50.items.properties.members.type,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.maximum !== undefined){
let data4 = data0.maximum;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err13 = {instancePath:instancePath+"/" + i0+"/maximum",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i0+"/maximum",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.until !== undefined){
let data5 = data0.until;
if(typeof data5 === "string"){
if(!pattern27.test(data5)){
const err15 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$",parentSchema:schema54,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.type,parentSchema:schema54,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data0.ticket !== undefined){
let data6 = data0.ticket;
if(typeof data6 === "string"){
if(func1(data6) > 1024){
const err17 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data6) < 1){
const err18 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema50.items.type,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema50.type,parentSchema:schema50,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}
validate17.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema56 = {"description":"Members that may be left behind; each stands in every drift until it is mended.","type":"array","items":{"title":"WaiveDeclaration","type":"object","additionalProperties":false,"required":["member","why","until"],"properties":{"member":{"$ref":"#/$defs/text"},"why":{"$ref":"#/$defs/text"},"until":{"description":"From then on it no longer counts.","$ref":"#/$defs/until"}}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate19.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.member === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "member"},message:"must have required property '"+"member"+"'",schema:schema56.items.required,parentSchema:schema56.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.why === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "why"},message:"must have required property '"+"why"+"'",schema:schema56.items.required,parentSchema:schema56.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.until === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'",schema:schema56.items.required,parentSchema:schema56.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data0){
if(!(((key0 === "member") || (key0 === "why")) || (key0 === "until"))){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema56.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.member !== undefined){
let data1 = data0.member;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err4 = {instancePath:instancePath+"/" + i0+"/member",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func1(data1) < 1){
const err5 = {instancePath:instancePath+"/" + i0+"/member",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/member",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.why !== undefined){
let data2 = data0.why;
if(typeof data2 === "string"){
if(func1(data2) > 1024){
const err7 = {instancePath:instancePath+"/" + i0+"/why",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func1(data2) < 1){
const err8 = {instancePath:instancePath+"/" + i0+"/why",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0+"/why",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.until !== undefined){
let data3 = data0.until;
if(typeof data3 === "string"){
if(!pattern27.test(data3)){
const err10 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$",parentSchema:schema54,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.type,parentSchema:schema54,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema56.items.type,parentSchema:schema56.items,data:data0};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.type,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}
validate19.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema60 = {"description":"Verifiers that the platform cannot show. An empty list states that there are none.","type":"array","items":{"title":"ConsumerDeclaration","type":"object","additionalProperties":false,"required":["name","of","trusts","update"],"properties":{"name":{"$ref":"#/$defs/name"},"of":{"description":"What it trusts, in the words of the type: root-ca for opsman.","$ref":"#/$defs/text"},"trusts":{"description":"The issuer, or the one certificate (a pin).","enum":["issuer","pin"]},"update":{"description":"A program that gets the new anchor as PEM on its standard input and may be repeated, or what a person has to do.","type":"object","additionalProperties":false,"oneOf":[{"required":["run"],"x-silent":true},{"required":["manual"],"x-silent":true}],"x-one-of":["run","manual"],"dependentRequired":{"timeout":["run"]},"properties":{"run":{"$ref":"#/$defs/argv"},"timeout":{"description":"5m if absent.","$ref":"#/$defs/duration"},"manual":{"$ref":"#/$defs/text"}},"tsType":"{ run: string[]; timeout?: string } | { manual: string }"},"verify":{"description":"Ends with 0 once the consumer accepts the new one; absent: a person confirms.","$ref":"#/$defs/program"},"contact":{"$ref":"#/$defs/text"}}}};

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
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func1(data0) > 1024){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(func1(data0) < 1){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema67 = {"title":"ProgramDeclaration","type":"object","additionalProperties":false,"required":["run"],"properties":{"run":{"$ref":"#/$defs/argv"},"timeout":{"description":"5m if absent.","$ref":"#/$defs/duration"}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema67.required,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "run") || (key0 === "timeout"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.run !== undefined){
if(!(validate22(data.run, {instancePath:instancePath+"/run",parentData:data,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data1 = data.timeout;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err2 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.type,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.name === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.of === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.trusts === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "trusts"},message:"must have required property '"+"trusts"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.update === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "update"},message:"must have required property '"+"update"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data0){
if(!((((((key0 === "name") || (key0 === "of")) || (key0 === "trusts")) || (key0 === "update")) || (key0 === "verify")) || (key0 === "contact"))){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.name !== undefined){
let data1 = data0.name;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err5 = {instancePath:instancePath+"/" + i0+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.of !== undefined){
let data2 = data0.of;
if(typeof data2 === "string"){
if(func1(data2) > 1024){
const err7 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func1(data2) < 1){
const err8 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.trusts !== undefined){
let data3 = data0.trusts;
if(!((data3 === "issuer") || (data3 === "pin"))){
const err10 = {instancePath:instancePath+"/" + i0+"/trusts",schemaPath:"#/items/properties/trusts/enum",keyword:"enum",params:{allowedValues: schema60.items.properties.trusts.enum},message:"must be equal to one of the allowed values",schema:schema60.items.properties.trusts.enum,parentSchema:schema60.items.properties.trusts,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.update !== undefined){
let data4 = data0.update;
const _errs13 = errors;
let valid5 = false;
let passing0 = null;
const _errs14 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.run === undefined){
const err11 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf/0/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema60.items.properties.update.oneOf[0].required,parentSchema:schema60.items.properties.update.oneOf[0],data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid0 = _errs14 === errors;
if(_valid0){
valid5 = true;
passing0 = 0;
}
const _errs15 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.manual === undefined){
const err12 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf/1/required",keyword:"required",params:{missingProperty: "manual"},message:"must have required property '"+"manual"+"'",schema:schema60.items.properties.update.oneOf[1].required,parentSchema:schema60.items.properties.update.oneOf[1],data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid0 = _errs15 === errors;
if(_valid0 && valid5){
valid5 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid5 = true;
passing0 = 1;
}
}
if(!valid5){
const err13 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema60.items.properties.update.oneOf,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(((key1 === "run") || (key1 === "timeout")) || (key1 === "manual"))){
const err14 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.run !== undefined){
if(!(validate22(data4.run, {instancePath:instancePath+"/" + i0+"/update/run",parentData:data4,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data4.timeout !== undefined){
let data6 = data4.timeout;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err15 = {instancePath:instancePath+"/" + i0+"/update/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0+"/update/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.manual !== undefined){
let data7 = data4.manual;
if(typeof data7 === "string"){
if(func1(data7) > 1024){
const err17 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data7) < 1){
const err18 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.timeout !== undefined){
if(data4.run === undefined){
const err20 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/dependentRequired",keyword:"dependentRequired",params:{property: "timeout",
    missingProperty: "run",
    depsCount: 1,
    deps: "run"},message:"must have property run when property timeout is present",schema:schema60.items.properties.update.dependentRequired,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema60.items.properties.update.type,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data0.verify !== undefined){
if(!(validate24(data0.verify, {instancePath:instancePath+"/" + i0+"/verify",parentData:data0,parentDataProperty:"verify",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data0.contact !== undefined){
let data9 = data0.contact;
if(typeof data9 === "string"){
if(func1(data9) > 1024){
const err22 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(func1(data9) < 1){
const err23 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema60.items.type,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema60.type,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema70 = {"description":"Where a new credential or bundle is put: a file, written atomically with the previous one kept, or a program that gets it on its standard input and may be repeated.","type":"array","items":{"title":"OutputDeclaration","type":"object","additionalProperties":false,"required":["what"],"oneOf":[{"required":["file"],"x-silent":true},{"required":["run"],"x-silent":true}],"x-one-of":["file","run"],"dependentRequired":{"mode":["file"],"merge":["file"],"timeout":["run"]},"properties":{"what":{"description":"In the words of the type: root-ca for opsman.","$ref":"#/$defs/text"},"file":{"$ref":"#/$defs/path"},"mode":{"description":"Of the file: 0600 if absent.","enum":[400,440,444,600,640,644,660,664,"0400","0440","0444","0600","0640","0644","0660","0664"],"x-expects":"is not a mode that such a file can have","x-hint":"write 0600, or one of 0400, 0440, 0444, 0640, 0644, 0660, 0664"},"merge":{"description":"true: what else is in the file stays.","type":"boolean"},"run":{"$ref":"#/$defs/argv"},"timeout":{"description":"5m if absent.","$ref":"#/$defs/duration"}},"tsType":"{ what: string; file: string; mode?: number | string; merge?: boolean } | { what: string; run: string[]; timeout?: string }"}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs3 = errors;
let valid2 = false;
let passing0 = null;
const _errs4 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.file === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/0/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema70.items.oneOf[0].required,parentSchema:schema70.items.oneOf[0],data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs5 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.run === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/1/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema70.items.oneOf[1].required,parentSchema:schema70.items.oneOf[1],data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
}
if(!valid2){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema70.items.oneOf,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.what === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "what"},message:"must have required property '"+"what"+"'",schema:schema70.items.required,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data0){
if(!((((((key0 === "what") || (key0 === "file")) || (key0 === "mode")) || (key0 === "merge")) || (key0 === "run")) || (key0 === "timeout"))){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.what !== undefined){
let data1 = data0.what;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err5 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(func1(data1) < 1){
const err6 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.file !== undefined){
let data2 = data0.file;
if(typeof data2 === "string"){
if(func1(data2) > 4096){
const err8 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data2) < 1){
const err9 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.mode !== undefined){
let data3 = data0.mode;
if(!((((((((((((((((data3 === 400) || (data3 === 440)) || (data3 === 444)) || (data3 === 600)) || (data3 === 640)) || (data3 === 644)) || (data3 === 660)) || (data3 === 664)) || (data3 === "0400")) || (data3 === "0440")) || (data3 === "0444")) || (data3 === "0600")) || (data3 === "0640")) || (data3 === "0644")) || (data3 === "0660")) || (data3 === "0664"))){
const err11 = {instancePath:instancePath+"/" + i0+"/mode",schemaPath:"#/items/properties/mode/enum",keyword:"enum",params:{allowedValues: schema70.items.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema70.items.properties.mode.enum,parentSchema:schema70.items.properties.mode,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.merge !== undefined){
let data4 = data0.merge;
if(typeof data4 !== "boolean"){
const err12 = {instancePath:instancePath+"/" + i0+"/merge",schemaPath:"#/items/properties/merge/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema70.items.properties.merge.type,parentSchema:schema70.items.properties.merge,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.run !== undefined){
if(!(validate22(data0.run, {instancePath:instancePath+"/" + i0+"/run",parentData:data0,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data0.timeout !== undefined){
let data6 = data0.timeout;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err13 = {instancePath:instancePath+"/" + i0+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i0+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.mode !== undefined){
if(data0.file === undefined){
const err15 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "mode",
    missingProperty: "file",
    depsCount: 1,
    deps: "file"},message:"must have property file when property mode is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data0.merge !== undefined){
if(data0.file === undefined){
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "merge",
    missingProperty: "file",
    depsCount: 1,
    deps: "file"},message:"must have property file when property merge is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data0.timeout !== undefined){
if(data0.run === undefined){
const err17 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "timeout",
    missingProperty: "run",
    depsCount: 1,
    deps: "run"},message:"must have property run when property timeout is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema70.items.type,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema70.type,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="file:///schemas/targets/opsman.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate8.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema19.required,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema19.required,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.url === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema19.required,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.credentials === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "credentials"},message:"must have required property '"+"credentials"+"'",schema:schema19.required,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func10.call(schema19.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.type !== undefined){
let data1 = data.type;
if("opsman" !== data1){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "opsman"},message:"must be equal to constant",schema:"opsman",parentSchema:schema19.properties.type,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.url !== undefined){
let data2 = data.url;
if(typeof data2 === "string"){
if(!pattern12.test(data2)){
const err8 = {instancePath:instancePath+"/url",schemaPath:"../common.schema.json#/$defs/httpsUrl/pattern",keyword:"pattern",params:{pattern: "^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$"},message:"must match pattern \""+"^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$"+"\"",schema:"^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/url",schemaPath:"../common.schema.json#/$defs/httpsUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.credentials !== undefined){
if(!(validate9(data.credentials, {instancePath:instancePath+"/credentials",parentData:data,parentDataProperty:"credentials",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate9.errors : vErrors.concat(validate9.errors);
errors = vErrors.length;
}
}
if(data.readCredentials !== undefined){
if(!(validate9(data.readCredentials, {instancePath:instancePath+"/readCredentials",parentData:data,parentDataProperty:"readCredentials",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate9.errors : vErrors.concat(validate9.errors);
errors = vErrors.length;
}
}
if(data.unlock !== undefined){
let data5 = data.unlock;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.passphrase === undefined){
const err10 = {instancePath:instancePath+"/unlock",schemaPath:"#/properties/unlock/required",keyword:"required",params:{missingProperty: "passphrase"},message:"must have required property '"+"passphrase"+"'",schema:schema19.properties.unlock.required,parentSchema:schema19.properties.unlock,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data5){
if(!(key1 === "passphrase")){
const err11 = {instancePath:instancePath+"/unlock",schemaPath:"#/properties/unlock/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema19.properties.unlock,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data5.passphrase !== undefined){
let data6 = data5.passphrase;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length > 1){
const err12 = {instancePath:instancePath+"/unlock/passphrase",schemaPath:"../common.schema.json#/$defs/secret/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(Object.keys(data6).length < 1){
const err13 = {instancePath:instancePath+"/unlock/passphrase",schemaPath:"../common.schema.json#/$defs/secret/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key2 in data6){
if(!(((key2 === "env") || (key2 === "file")) || (key2 === "command"))){
const err14 = {instancePath:instancePath+"/unlock/passphrase",schemaPath:"../common.schema.json#/$defs/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data6.env !== undefined){
let data7 = data6.env;
if(typeof data7 === "string"){
if(!pattern9.test(data7)){
const err15 = {instancePath:instancePath+"/unlock/passphrase/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/pattern",keyword:"pattern",params:{pattern: "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema17.properties.env,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/unlock/passphrase/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.env.type,parentSchema:schema17.properties.env,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data6.file !== undefined){
let data8 = data6.file;
if(typeof data8 === "string"){
if(func1(data8) > 4096){
const err17 = {instancePath:instancePath+"/unlock/passphrase/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.file,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data8) < 1){
const err18 = {instancePath:instancePath+"/unlock/passphrase/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.file,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/unlock/passphrase/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.file.type,parentSchema:schema17.properties.file,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.command !== undefined){
let data9 = data6.command;
if(Array.isArray(data9)){
if(data9.length < 1){
const err20 = {instancePath:instancePath+"/unlock/passphrase/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.command,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 === "string"){
if(func1(data10) < 1){
const err21 = {instancePath:instancePath+"/unlock/passphrase/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.command.items,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/unlock/passphrase/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.command.items.type,parentSchema:schema17.properties.command.items,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/unlock/passphrase/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.command.type,parentSchema:schema17.properties.command,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/unlock/passphrase",schemaPath:"../common.schema.json#/$defs/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/unlock",schemaPath:"#/properties/unlock/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.unlock.type,parentSchema:schema19.properties.unlock,data:data5};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.trust !== undefined){
let data11 = data.trust;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length < 1){
const err26 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema28,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key3 in data11){
if(!((((key3 === "caFile") || (key3 === "pins")) || (key3 === "system")) || (key3 === "verify"))){
const err27 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data11.caFile !== undefined){
let data12 = data11.caFile;
if(typeof data12 === "string"){
if(func1(data12) > 4096){
const err28 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema28.properties.caFile,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(func1(data12) < 1){
const err29 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.caFile,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.caFile.type,parentSchema:schema28.properties.caFile,data:data12};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data11.pins !== undefined){
let data13 = data11.pins;
if(Array.isArray(data13)){
if(data13.length < 1){
const err31 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema28.properties.pins,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
let data14 = data13[i1];
if(typeof data14 === "string"){
if(!pattern16.test(data14)){
const err32 = {instancePath:instancePath+"/trust/pins/" + i1,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/pattern",keyword:"pattern",params:{pattern: "^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema28.properties.pins.items,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/trust/pins/" + i1,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.pins.items.type,parentSchema:schema28.properties.pins.items,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema28.properties.pins.type,parentSchema:schema28.properties.pins,data:data13};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data11.system !== undefined){
let data15 = data11.system;
if(true !== data15){
const err35 = {instancePath:instancePath+"/trust/system",schemaPath:"../common.schema.json#/$defs/trust/properties/system/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema28.properties.system,data:data15};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data11.verify !== undefined){
let data16 = data11.verify;
if(false !== data16){
const err36 = {instancePath:instancePath+"/trust/verify",schemaPath:"../common.schema.json#/$defs/trust/properties/verify/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant",schema:false,parentSchema:schema28.properties.verify,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.policy !== undefined){
let data17 = data.policy;
if(typeof data17 === "string"){
if(!pattern0.test(data17)){
const err38 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data17};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data17};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.after !== undefined){
let data18 = data.after;
if(Array.isArray(data18)){
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
const err40 = {instancePath:instancePath+"/after/" + i2,schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data19};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/after/" + i2,schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data19};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
let i3 = data18.length;
let j0;
if(i3 > 1){
outer0:
for(;i3--;){
for(j0 = i3; j0--;){
if(func0(data18[i3], data18[j0])){
const err42 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)",schema:true,parentSchema:schema19.properties.after,data:data18};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err43 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.after.type,parentSchema:schema19.properties.after,data:data18};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.rotate !== undefined){
let data20 = data.rotate;
if(Array.isArray(data20)){
const len3 = data20.length;
for(let i4=0; i4<len3; i4++){
let data21 = data20[i4];
if(!((data21 === "ca") || (data21 === "leaves"))){
const err44 = {instancePath:instancePath+"/rotate/" + i4,schemaPath:"#/properties/rotate/items/enum",keyword:"enum",params:{allowedValues: schema19.properties.rotate.items.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.rotate.items.enum,parentSchema:schema19.properties.rotate.items,data:data21};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
let i5 = data20.length;
let j1;
if(i5 > 1){
outer1:
for(;i5--;){
for(j1 = i5; j1--;){
if(func0(data20[i5], data20[j1])){
const err45 = {instancePath:instancePath+"/rotate",schemaPath:"#/properties/rotate/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)",schema:true,parentSchema:schema19.properties.rotate,data:data20};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err46 = {instancePath:instancePath+"/rotate",schemaPath:"#/properties/rotate/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.rotate.type,parentSchema:schema19.properties.rotate,data:data20};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.exclude !== undefined){
let data22 = data.exclude;
if(Array.isArray(data22)){
const len4 = data22.length;
for(let i6=0; i6<len4; i6++){
let data23 = data22[i6];
if(typeof data23 === "string"){
if(func1(data23) > 1024){
const err47 = {instancePath:instancePath+"/exclude/" + i6,schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(func1(data23) < 1){
const err48 = {instancePath:instancePath+"/exclude/" + i6,schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/exclude/" + i6,schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data23};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
let i7 = data22.length;
let j2;
if(i7 > 1){
outer2:
for(;i7--;){
for(j2 = i7; j2--;){
if(func0(data22[i7], data22[j2])){
const err50 = {instancePath:instancePath+"/exclude",schemaPath:"#/properties/exclude/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)",schema:true,parentSchema:schema19.properties.exclude,data:data22};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
break outer2;
}
}
}
}
}
else {
const err51 = {instancePath:instancePath+"/exclude",schemaPath:"#/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.exclude.type,parentSchema:schema19.properties.exclude,data:data22};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.issuer !== undefined){
let data24 = data.issuer;
if(typeof data24 === "string"){
if(!pattern0.test(data24)){
const err52 = {instancePath:instancePath+"/issuer",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/issuer",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data24};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data.configurable !== undefined){
let data25 = data.configurable;
if(Array.isArray(data25)){
const len5 = data25.length;
for(let i8=0; i8<len5; i8++){
let data26 = data25[i8];
const _errs61 = errors;
let valid27 = false;
let passing0 = null;
const _errs62 = errors;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.issuer === undefined){
const err54 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/oneOf/0/required",keyword:"required",params:{missingProperty: "issuer"},message:"must have required property '"+"issuer"+"'",schema:schema19.properties.configurable.items.oneOf[0].required,parentSchema:schema19.properties.configurable.items.oneOf[0],data:data26};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
var _valid0 = _errs62 === errors;
if(_valid0){
valid27 = true;
passing0 = 0;
}
const _errs63 = errors;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.keep === undefined){
const err55 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/oneOf/1/required",keyword:"required",params:{missingProperty: "keep"},message:"must have required property '"+"keep"+"'",schema:schema19.properties.configurable.items.oneOf[1].required,parentSchema:schema19.properties.configurable.items.oneOf[1],data:data26};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
var _valid0 = _errs63 === errors;
if(_valid0 && valid27){
valid27 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid27 = true;
passing0 = 1;
}
}
if(!valid27){
const err56 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema19.properties.configurable.items.oneOf,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.product === undefined){
const err57 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/required",keyword:"required",params:{missingProperty: "product"},message:"must have required property '"+"product"+"'",schema:schema19.properties.configurable.items.required,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data26.property === undefined){
const err58 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/required",keyword:"required",params:{missingProperty: "property"},message:"must have required property '"+"property"+"'",schema:schema19.properties.configurable.items.required,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key4 in data26){
if(!((((((key4 === "product") || (key4 === "property")) || (key4 === "element")) || (key4 === "issuer")) || (key4 === "sans")) || (key4 === "keep"))){
const err59 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data26.product !== undefined){
let data27 = data26.product;
if(typeof data27 === "string"){
if(func1(data27) > 1024){
const err60 = {instancePath:instancePath+"/configurable/" + i8+"/product",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data27};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(func1(data27) < 1){
const err61 = {instancePath:instancePath+"/configurable/" + i8+"/product",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data27};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/configurable/" + i8+"/product",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data27};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data26.property !== undefined){
let data28 = data26.property;
if(typeof data28 === "string"){
if(func1(data28) > 1024){
const err63 = {instancePath:instancePath+"/configurable/" + i8+"/property",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data28};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(func1(data28) < 1){
const err64 = {instancePath:instancePath+"/configurable/" + i8+"/property",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data28};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/configurable/" + i8+"/property",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data28};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data26.element !== undefined){
let data29 = data26.element;
if(typeof data29 === "string"){
if(func1(data29) > 1024){
const err66 = {instancePath:instancePath+"/configurable/" + i8+"/element",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data29};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(func1(data29) < 1){
const err67 = {instancePath:instancePath+"/configurable/" + i8+"/element",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data29};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/configurable/" + i8+"/element",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data29};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data26.issuer !== undefined){
let data30 = data26.issuer;
if(typeof data30 === "string"){
if(!pattern0.test(data30)){
const err69 = {instancePath:instancePath+"/configurable/" + i8+"/issuer",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data30};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/configurable/" + i8+"/issuer",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data30};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data26.sans !== undefined){
let data31 = data26.sans;
if(Array.isArray(data31)){
if(data31.length < 1){
const err71 = {instancePath:instancePath+"/configurable/" + i8+"/sans",schemaPath:"#/properties/configurable/items/properties/sans/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema19.properties.configurable.items.properties.sans,data:data31};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
const len6 = data31.length;
for(let i9=0; i9<len6; i9++){
let data32 = data31[i9];
if(typeof data32 === "string"){
if(!pattern21.test(data32)){
const err72 = {instancePath:instancePath+"/configurable/" + i8+"/sans/" + i9,schemaPath:"../common.schema.json#/$defs/dnsName/pattern",keyword:"pattern",params:{pattern: "^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"},message:"must match pattern \""+"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"+"\"",schema:"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$",parentSchema:schema37,data:data32};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/configurable/" + i8+"/sans/" + i9,schemaPath:"../common.schema.json#/$defs/dnsName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data32};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
let i10 = data31.length;
let j3;
if(i10 > 1){
outer3:
for(;i10--;){
for(j3 = i10; j3--;){
if(func0(data31[i10], data31[j3])){
const err74 = {instancePath:instancePath+"/configurable/" + i8+"/sans",schemaPath:"#/properties/configurable/items/properties/sans/uniqueItems",keyword:"uniqueItems",params:{i: i10, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i10+" are identical)",schema:true,parentSchema:schema19.properties.configurable.items.properties.sans,data:data31};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
break outer3;
}
}
}
}
}
else {
const err75 = {instancePath:instancePath+"/configurable/" + i8+"/sans",schemaPath:"#/properties/configurable/items/properties/sans/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.configurable.items.properties.sans.type,parentSchema:schema19.properties.configurable.items.properties.sans,data:data31};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data26.keep !== undefined){
let data33 = data26.keep;
if(typeof data33 === "string"){
if(func1(data33) > 1024){
const err76 = {instancePath:instancePath+"/configurable/" + i8+"/keep",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data33};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(func1(data33) < 1){
const err77 = {instancePath:instancePath+"/configurable/" + i8+"/keep",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data33};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/configurable/" + i8+"/keep",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data33};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data26.issuer !== undefined){
if(data26.sans === undefined){
const err79 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/dependentRequired",keyword:"dependentRequired",params:{property: "issuer",
    missingProperty: "sans",
    depsCount: 1,
    deps: "sans"},message:"must have property sans when property issuer is present",schema:schema19.properties.configurable.items.dependentRequired,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data26.sans !== undefined){
if(data26.issuer === undefined){
const err80 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/dependentRequired",keyword:"dependentRequired",params:{property: "sans",
    missingProperty: "issuer",
    depsCount: 1,
    deps: "issuer"},message:"must have property issuer when property sans is present",schema:schema19.properties.configurable.items.dependentRequired,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/configurable/" + i8,schemaPath:"#/properties/configurable/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.configurable.items.type,parentSchema:schema19.properties.configurable.items,data:data26};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/configurable",schemaPath:"#/properties/configurable/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.configurable.type,parentSchema:schema19.properties.configurable,data:data25};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data.apply !== undefined){
let data34 = data.apply;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key5 in data34){
if(!(((((((key5 === "pendingChanges") || (key5 === "ignoreWarnings")) || (key5 === "errands")) || (key5 === "instances")) || (key5 === "recreate")) || (key5 === "forceLatestVariables")) || (key5 === "timeout"))){
const err83 = {instancePath:instancePath+"/apply",schemaPath:"#/properties/apply/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema19.properties.apply,data:data34};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data34.pendingChanges !== undefined){
let data35 = data34.pendingChanges;
if((typeof data35 !== "string") && (!(data35 && typeof data35 == "object" && !Array.isArray(data35)))){
const err84 = {instancePath:instancePath+"/apply/pendingChanges",schemaPath:"#/properties/apply/properties/pendingChanges/type",keyword:"type",params:{type: schema19.properties.apply.properties.pendingChanges.type},message:"must be string,object",schema:schema19.properties.apply.properties.pendingChanges.type,parentSchema:schema19.properties.apply.properties.pendingChanges,data:data35};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
const _errs90 = errors;
let valid39 = true;
const _errs91 = errors;
if(typeof data35 !== "string"){
const err85 = {};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
var _valid1 = _errs91 === errors;
errors = _errs90;
if(vErrors !== null){
if(_errs90){
vErrors.length = _errs90;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid1){
const _errs93 = errors;
if(!(data35 === "refuse")){
const err86 = {instancePath:instancePath+"/apply/pendingChanges",schemaPath:"#/properties/apply/properties/pendingChanges/then/enum",keyword:"enum",params:{allowedValues: schema19.properties.apply.properties.pendingChanges.then.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.apply.properties.pendingChanges.then.enum,parentSchema:schema19.properties.apply.properties.pendingChanges.then,data:data35};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
var _valid1 = _errs93 === errors;
valid39 = _valid1;
ifClause0 = "then";
}
else {
const _errs94 = errors;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.allow === undefined){
const err87 = {instancePath:instancePath+"/apply/pendingChanges",schemaPath:"#/properties/apply/properties/pendingChanges/else/required",keyword:"required",params:{missingProperty: "allow"},message:"must have required property '"+"allow"+"'",schema:schema19.properties.apply.properties.pendingChanges.else.required,parentSchema:schema19.properties.apply.properties.pendingChanges.else,data:data35};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
for(const key6 in data35){
if(!(key6 === "allow")){
const err88 = {instancePath:instancePath+"/apply/pendingChanges",schemaPath:"#/properties/apply/properties/pendingChanges/else/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema19.properties.apply.properties.pendingChanges.else,data:data35};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data35.allow !== undefined){
if(!(validate12(data35.allow, {instancePath:instancePath+"/apply/pendingChanges/allow",parentData:data35,parentDataProperty:"allow",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
}
var _valid1 = _errs94 === errors;
valid39 = _valid1;
ifClause0 = "else";
}
if(!valid39){
const err89 = {instancePath:instancePath+"/apply/pendingChanges",schemaPath:"#/properties/apply/properties/pendingChanges/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema19.properties.apply.properties.pendingChanges.if,parentSchema:schema19.properties.apply.properties.pendingChanges,data:data35};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data34.ignoreWarnings !== undefined){
if(!(validate12(data34.ignoreWarnings, {instancePath:instancePath+"/apply/ignoreWarnings",parentData:data34,parentDataProperty:"ignoreWarnings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
if(data34.errands !== undefined){
let data38 = data34.errands;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key7 in data38){
const _errs100 = errors;
if(typeof key7 === "string"){
if(func1(key7) > 1024){
const err90 = {instancePath:instancePath+"/apply/errands",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(func1(key7) < 1){
const err91 = {instancePath:instancePath+"/apply/errands",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/apply/errands",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:key7,propertyName:key7};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
var valid41 = _errs100 === errors;
if(!valid41){
const err93 = {instancePath:instancePath+"/apply/errands",schemaPath:"#/properties/apply/properties/errands/propertyNames",keyword:"propertyNames",params:{propertyName: key7},message:"property name must be valid",schema:schema19.properties.apply.properties.errands.propertyNames,parentSchema:schema19.properties.apply.properties.errands,data:data38};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
for(const key8 in data38){
let data39 = data38[key8];
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
for(const key9 in data39){
const _errs106 = errors;
if(typeof key9 === "string"){
if(func1(key9) > 1024){
const err94 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func1(key9) < 1){
const err95 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
var valid44 = _errs106 === errors;
if(!valid44){
const err97 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/apply/properties/errands/additionalProperties/propertyNames",keyword:"propertyNames",params:{propertyName: key9},message:"property name must be valid",schema:schema19.properties.apply.properties.errands.additionalProperties.propertyNames,parentSchema:schema19.properties.apply.properties.errands.additionalProperties,data:data39};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
for(const key10 in data39){
let data40 = data39[key10];
if(!(((data40 === "run") || (data40 === "skip")) || (data40 === "default"))){
const err98 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/apply/properties/errands/additionalProperties/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema19.properties.apply.properties.errands.additionalProperties.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.apply.properties.errands.additionalProperties.additionalProperties.enum,parentSchema:schema19.properties.apply.properties.errands.additionalProperties.additionalProperties,data:data40};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/apply/errands/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/apply/properties/errands/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.apply.properties.errands.additionalProperties.type,parentSchema:schema19.properties.apply.properties.errands.additionalProperties,data:data39};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
else {
const err100 = {instancePath:instancePath+"/apply/errands",schemaPath:"#/properties/apply/properties/errands/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.apply.properties.errands.type,parentSchema:schema19.properties.apply.properties.errands,data:data38};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data34.instances !== undefined){
let data41 = data34.instances;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
for(const key11 in data41){
const _errs113 = errors;
if(typeof key11 === "string"){
if(func1(key11) > 1024){
const err101 = {instancePath:instancePath+"/apply/instances",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(func1(key11) < 1){
const err102 = {instancePath:instancePath+"/apply/instances",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/apply/instances",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var valid47 = _errs113 === errors;
if(!valid47){
const err104 = {instancePath:instancePath+"/apply/instances",schemaPath:"#/properties/apply/properties/instances/propertyNames",keyword:"propertyNames",params:{propertyName: key11},message:"property name must be valid",schema:schema19.properties.apply.properties.instances.propertyNames,parentSchema:schema19.properties.apply.properties.instances,data:data41};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
for(const key12 in data41){
let data42 = data41[key12];
if(!((data42 === "errand") || (data42 === "manual"))){
const err105 = {instancePath:instancePath+"/apply/instances/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/apply/properties/instances/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema19.properties.apply.properties.instances.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.apply.properties.instances.additionalProperties.enum,parentSchema:schema19.properties.apply.properties.instances.additionalProperties,data:data42};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/apply/instances",schemaPath:"#/properties/apply/properties/instances/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.apply.properties.instances.type,parentSchema:schema19.properties.apply.properties.instances,data:data41};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data34.recreate !== undefined){
let data43 = data34.recreate;
if(!((data43 === "auto") || (data43 === "always"))){
const err107 = {instancePath:instancePath+"/apply/recreate",schemaPath:"#/properties/apply/properties/recreate/enum",keyword:"enum",params:{allowedValues: schema19.properties.apply.properties.recreate.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.apply.properties.recreate.enum,parentSchema:schema19.properties.apply.properties.recreate,data:data43};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data34.forceLatestVariables !== undefined){
let data44 = data34.forceLatestVariables;
if(!(((data44 === "auto") || (data44 === true)) || (data44 === false))){
const err108 = {instancePath:instancePath+"/apply/forceLatestVariables",schemaPath:"#/properties/apply/properties/forceLatestVariables/enum",keyword:"enum",params:{allowedValues: schema19.properties.apply.properties.forceLatestVariables.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.apply.properties.forceLatestVariables.enum,parentSchema:schema19.properties.apply.properties.forceLatestVariables,data:data44};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data34.timeout !== undefined){
let data45 = data34.timeout;
if(typeof data45 === "string"){
if(!pattern4.test(data45)){
const err109 = {instancePath:instancePath+"/apply/timeout",schemaPath:"../common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data45};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/apply/timeout",schemaPath:"../common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data45};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/apply",schemaPath:"#/properties/apply/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.apply.type,parentSchema:schema19.properties.apply,data:data34};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.replace !== undefined){
if(!(validate15(data.replace, {instancePath:instancePath+"/replace",parentData:data,parentDataProperty:"replace",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
if(data.accept !== undefined){
if(!(validate17(data.accept, {instancePath:instancePath+"/accept",parentData:data,parentDataProperty:"accept",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
if(data.waive !== undefined){
if(!(validate19(data.waive, {instancePath:instancePath+"/waive",parentData:data,parentDataProperty:"waive",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data.consumers !== undefined){
if(!(validate21(data.consumers, {instancePath:instancePath+"/consumers",parentData:data,parentDataProperty:"consumers",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.outputs !== undefined){
if(!(validate28(data.outputs, {instancePath:instancePath+"/outputs",parentData:data,parentDataProperty:"outputs",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data51 = data.timeout;
if(typeof data51 === "string"){
if(!pattern4.test(data51)){
const err112 = {instancePath:instancePath+"/timeout",schemaPath:"../common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data51};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/timeout",schemaPath:"../common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data51};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
validate8.errors = vErrors;
return errors === 0;
}
validate8.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports["targets/rancher.schema.json"] = validate31;
const schema75 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"RancherTarget","description":"One Kubernetes cluster that Rancher launched.","type":"object","required":["name","type","url","credentials","cluster"],"additionalProperties":false,"x-meaningless":{"batch":"Rancher rotates the nodes of a cluster itself, so there are no members to batch","waive":"Rancher rotates a cluster as a whole, so no node can be left behind","nodes":"Rancher lists the nodes of the cluster itself"},"x-instead":{"address":"url","caFile":"trust: { caFile: ... }","token":"credentials: { kind: token, token: ... }","service":"services","generation":"generationOwner"},"properties":{"name":{"$ref":"../common.schema.json#/$defs/name"},"type":{"const":"rancher"},"url":{"$ref":"../common.schema.json#/$defs/httpsUrl"},"credentials":{"$ref":"#/$defs/credentials"},"readCredentials":{"$ref":"#/$defs/credentials"},"trust":{"$ref":"../common.schema.json#/$defs/trust"},"policy":{"$ref":"../common.schema.json#/$defs/name"},"after":{"description":"Targets whose switch must be verified first.","type":"array","uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/name"}},"cluster":{"description":"c-xxxxx (RKE1), or workspace/name such as fleet-default/edge (RKE2, K3s).","type":"string","maxLength":253,"pattern":"^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$","x-expects":"is not the id of a cluster","x-hint":"write c-xxxxx for RKE1, or fleet-default/NAME for RKE2 and K3s"},"rotate":{"description":"What may be rotated, never that it is due. Absent or empty: only observed.","type":"array","uniqueItems":true,"items":{"enum":["ca","leaves"]}},"issuer":{"const":"platform","x-expects":"is not possible: clusters that Rancher launched cannot take certificates of others","x-hint":"write platform, or leave it out"},"services":{"description":"Whose leaves a request renews: all, or one name of this engine's vocabulary. One service restarts every control plane container and worker anyway.","$ref":"../common.schema.json#/$defs/text"},"etcd":{"description":"RKE1: where etcd is looked at on the wire; absent: port 2379 of each etcd node.","$ref":"#/$defs/endpoints"},"apiServers":{"description":"Where API servers are looked at on the wire; absent: what the cluster shows (RKE1), or port 6443 of each control plane node.","$ref":"#/$defs/endpoints"},"supervisors":{"description":"RKE2: where supervisors are looked at on the wire; absent: port 9345 of each node of etcd and control plane.","$ref":"#/$defs/endpoints"},"kubelets":{"description":"RKE2 and K3s: where kubelets are looked at on the wire; absent: port 10250 of each node.","$ref":"#/$defs/endpoints"},"generationOwner":{"description":"RKE2 and K3s: who writes the number of the next rotation. Of others certplan names the number and waits for it.","enum":["certplan","terraform","fleet"]},"replace":{"$ref":"../common.schema.json#/$defs/replace"},"accept":{"$ref":"../common.schema.json#/$defs/accept"},"consumers":{"$ref":"../common.schema.json#/$defs/consumers"},"outputs":{"$ref":"../common.schema.json#/$defs/outputs"},"timeout":{"description":"Longest time for one rotation.","$ref":"../common.schema.json#/$defs/duration"}},"$defs":{"endpoints":{"title":"RancherEndpoints","type":"object","additionalProperties":false,"required":["endpoints"],"properties":{"endpoints":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/address"}}}},"credentials":{"title":"RancherCredentials","type":"object","additionalProperties":false,"required":["kind","token"],"properties":{"kind":{"const":"token"},"token":{"$ref":"../common.schema.json#/$defs/secret"}}}},"$id":"file:///schemas/targets/rancher.schema.json"};
const pattern40 = new RegExp("^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$", "u");
const schema78 = {"title":"RancherCredentials","type":"object","additionalProperties":false,"required":["kind","token"],"properties":{"kind":{"const":"token"},"token":{"$ref":"../common.schema.json#/$defs/secret"}}};

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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema78.required,parentSchema:schema78,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.token === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "token"},message:"must have required property '"+"token"+"'",schema:schema78.required,parentSchema:schema78,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "token"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema78,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if("token" !== data0){
const err3 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "token"},message:"must be equal to constant",schema:"token",parentSchema:schema78.properties.kind,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.token !== undefined){
let data1 = data.token;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length > 1){
const err4 = {instancePath:instancePath+"/token",schemaPath:"../common.schema.json#/$defs/secret/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(Object.keys(data1).length < 1){
const err5 = {instancePath:instancePath+"/token",schemaPath:"../common.schema.json#/$defs/secret/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
if(!(((key1 === "env") || (key1 === "file")) || (key1 === "command"))){
const err6 = {instancePath:instancePath+"/token",schemaPath:"../common.schema.json#/$defs/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.env !== undefined){
let data2 = data1.env;
if(typeof data2 === "string"){
if(!pattern9.test(data2)){
const err7 = {instancePath:instancePath+"/token/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/pattern",keyword:"pattern",params:{pattern: "^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!CERTPLAN_)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema17.properties.env,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/token/env",schemaPath:"../common.schema.json#/$defs/secret/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.env.type,parentSchema:schema17.properties.env,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.file !== undefined){
let data3 = data1.file;
if(typeof data3 === "string"){
if(func1(data3) > 4096){
const err9 = {instancePath:instancePath+"/token/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.file,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(func1(data3) < 1){
const err10 = {instancePath:instancePath+"/token/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.file,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/token/file",schemaPath:"../common.schema.json#/$defs/secret/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.file.type,parentSchema:schema17.properties.file,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.command !== undefined){
let data4 = data1.command;
if(Array.isArray(data4)){
if(data4.length < 1){
const err12 = {instancePath:instancePath+"/token/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema17.properties.command,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func1(data5) < 1){
const err13 = {instancePath:instancePath+"/token/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema17.properties.command.items,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/token/command/" + i0,schemaPath:"../common.schema.json#/$defs/secret/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.command.items.type,parentSchema:schema17.properties.command.items,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/token/command",schemaPath:"../common.schema.json#/$defs/secret/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.command.type,parentSchema:schema17.properties.command,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/token",schemaPath:"../common.schema.json#/$defs/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema78.type,parentSchema:schema78,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema84 = {"title":"RancherEndpoints","type":"object","additionalProperties":false,"required":["endpoints"],"properties":{"endpoints":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/address"}}}};
const schema85 = {"type":"string","pattern":"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$","x-error":"InvalidAddress","x-expects":"is not an address with a port","x-hint":"write host:port: portal.example.com:443, 10.9.0.21:443, \"[2001:db8::7]:443\""};
const pattern41 = new RegExp("^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.endpoints === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "endpoints"},message:"must have required property '"+"endpoints"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "endpoints")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.endpoints !== undefined){
let data0 = data.endpoints;
if(Array.isArray(data0)){
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.endpoints,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(!pattern41.test(data1)){
const err3 = {instancePath:instancePath+"/endpoints/" + i0,schemaPath:"../common.schema.json#/$defs/address/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"},message:"must match pattern \""+"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"+"\"",schema:"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$",parentSchema:schema85,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/endpoints/" + i0,schemaPath:"../common.schema.json#/$defs/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema85.type,parentSchema:schema85,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data0[i1], data0[j0])){
const err5 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema84.properties.endpoints,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/endpoints",schemaPath:"#/properties/endpoints/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.endpoints.type,parentSchema:schema84.properties.endpoints,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.type,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs3 = errors;
let valid2 = false;
let passing0 = null;
const _errs4 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.fingerprint === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/0/required",keyword:"required",params:{missingProperty: "fingerprint"},message:"must have required property '"+"fingerprint"+"'",schema:schema45.items.oneOf[0].required,parentSchema:schema45.items.oneOf[0],data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs5 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.spki === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/1/required",keyword:"required",params:{missingProperty: "spki"},message:"must have required property '"+"spki"+"'",schema:schema45.items.oneOf[1].required,parentSchema:schema45.items.oneOf[1],data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
const _errs6 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.thumbprint === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/2/required",keyword:"required",params:{missingProperty: "thumbprint"},message:"must have required property '"+"thumbprint"+"'",schema:schema45.items.oneOf[2].required,parentSchema:schema45.items.oneOf[2],data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid2 = true;
passing0 = 2;
}
}
}
if(!valid2){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema45.items.oneOf,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.reason === undefined){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema45.items.required,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data0){
if(!(((((key0 === "fingerprint") || (key0 === "spki")) || (key0 === "thumbprint")) || (key0 === "reason")) || (key0 === "ticket"))){
const err5 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.fingerprint !== undefined){
let data1 = data0.fingerprint;
if(typeof data1 === "string"){
if(!pattern23.test(data1)){
const err6 = {instancePath:instancePath+"/" + i0+"/fingerprint",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema46,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/" + i0+"/fingerprint",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.spki !== undefined){
let data2 = data0.spki;
if(typeof data2 === "string"){
if(!pattern23.test(data2)){
const err8 = {instancePath:instancePath+"/" + i0+"/spki",schemaPath:"#/$defs/sha256/pattern",keyword:"pattern",params:{pattern: "^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha256:)?(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0+"/spki",schemaPath:"#/$defs/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.thumbprint !== undefined){
let data3 = data0.thumbprint;
if(typeof data3 === "string"){
if(!pattern25.test(data3)){
const err10 = {instancePath:instancePath+"/" + i0+"/thumbprint",schemaPath:"#/$defs/sha1/pattern",keyword:"pattern",params:{pattern: "^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$"+"\"",schema:"^(?:sha1:)?(?:[0-9A-Fa-f]{40}|(?:[0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2})$",parentSchema:schema48,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/" + i0+"/thumbprint",schemaPath:"#/$defs/sha1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.type,parentSchema:schema48,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.reason !== undefined){
let data4 = data0.reason;
if(!(((data4 === "compromised") || (data4 === "revoke")) || (data4 === "policy"))){
const err12 = {instancePath:instancePath+"/" + i0+"/reason",schemaPath:"#/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema45.items.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema45.items.properties.reason.enum,parentSchema:schema45.items.properties.reason,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.ticket !== undefined){
let data5 = data0.ticket;
if(typeof data5 === "string"){
if(func1(data5) > 1024){
const err13 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func1(data5) < 1){
const err14 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.items.type,parentSchema:schema45.items,data:data0};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema45.type,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.cut === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "cut"},message:"must have required property '"+"cut"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.maximum === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "maximum"},message:"must have required property '"+"maximum"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.until === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'",schema:schema50.items.required,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data0){
if(!(((((key0 === "cut") || (key0 === "members")) || (key0 === "maximum")) || (key0 === "until")) || (key0 === "ticket"))){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.cut !== undefined){
let data1 = data0.cut;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err4 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func1(data1) < 1){
const err5 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/cut",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.members !== undefined){
let data2 = data0.members;
if(Array.isArray(data2)){
if(data2.length < 1){
const err7 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(typeof data3 === "string"){
if(func1(data3) > 1024){
const err8 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data3) < 1){
const err9 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0+"/members/" + i1,schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i2 = data2.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data2[i2], data2[j0])){
const err11 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/" + i0+"/members",schemaPath:"#/items/properties/members/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema50.items.properties.members.type,parentSchema:schema50.items.properties.members,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.maximum !== undefined){
let data4 = data0.maximum;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err13 = {instancePath:instancePath+"/" + i0+"/maximum",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i0+"/maximum",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.until !== undefined){
let data5 = data0.until;
if(typeof data5 === "string"){
if(!pattern27.test(data5)){
const err15 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$",parentSchema:schema54,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0+"/until",schemaPath:"#/$defs/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.type,parentSchema:schema54,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data0.ticket !== undefined){
let data6 = data0.ticket;
if(typeof data6 === "string"){
if(func1(data6) > 1024){
const err17 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data6) < 1){
const err18 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/" + i0+"/ticket",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema50.items.type,parentSchema:schema50.items,data:data0};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema50.type,parentSchema:schema50,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.name === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.of === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "of"},message:"must have required property '"+"of"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.trusts === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "trusts"},message:"must have required property '"+"trusts"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.update === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "update"},message:"must have required property '"+"update"+"'",schema:schema60.items.required,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data0){
if(!((((((key0 === "name") || (key0 === "of")) || (key0 === "trusts")) || (key0 === "update")) || (key0 === "verify")) || (key0 === "contact"))){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.name !== undefined){
let data1 = data0.name;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err5 = {instancePath:instancePath+"/" + i0+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.of !== undefined){
let data2 = data0.of;
if(typeof data2 === "string"){
if(func1(data2) > 1024){
const err7 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func1(data2) < 1){
const err8 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0+"/of",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.trusts !== undefined){
let data3 = data0.trusts;
if(!((data3 === "issuer") || (data3 === "pin"))){
const err10 = {instancePath:instancePath+"/" + i0+"/trusts",schemaPath:"#/items/properties/trusts/enum",keyword:"enum",params:{allowedValues: schema60.items.properties.trusts.enum},message:"must be equal to one of the allowed values",schema:schema60.items.properties.trusts.enum,parentSchema:schema60.items.properties.trusts,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.update !== undefined){
let data4 = data0.update;
const _errs13 = errors;
let valid5 = false;
let passing0 = null;
const _errs14 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.run === undefined){
const err11 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf/0/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema60.items.properties.update.oneOf[0].required,parentSchema:schema60.items.properties.update.oneOf[0],data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid0 = _errs14 === errors;
if(_valid0){
valid5 = true;
passing0 = 0;
}
const _errs15 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.manual === undefined){
const err12 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf/1/required",keyword:"required",params:{missingProperty: "manual"},message:"must have required property '"+"manual"+"'",schema:schema60.items.properties.update.oneOf[1].required,parentSchema:schema60.items.properties.update.oneOf[1],data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid0 = _errs15 === errors;
if(_valid0 && valid5){
valid5 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid5 = true;
passing0 = 1;
}
}
if(!valid5){
const err13 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema60.items.properties.update.oneOf,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(((key1 === "run") || (key1 === "timeout")) || (key1 === "manual"))){
const err14 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.run !== undefined){
if(!(validate22(data4.run, {instancePath:instancePath+"/" + i0+"/update/run",parentData:data4,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data4.timeout !== undefined){
let data6 = data4.timeout;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err15 = {instancePath:instancePath+"/" + i0+"/update/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0+"/update/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.manual !== undefined){
let data7 = data4.manual;
if(typeof data7 === "string"){
if(func1(data7) > 1024){
const err17 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func1(data7) < 1){
const err18 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/" + i0+"/update/manual",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.timeout !== undefined){
if(data4.run === undefined){
const err20 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/dependentRequired",keyword:"dependentRequired",params:{property: "timeout",
    missingProperty: "run",
    depsCount: 1,
    deps: "run"},message:"must have property run when property timeout is present",schema:schema60.items.properties.update.dependentRequired,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/" + i0+"/update",schemaPath:"#/items/properties/update/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema60.items.properties.update.type,parentSchema:schema60.items.properties.update,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data0.verify !== undefined){
if(!(validate24(data0.verify, {instancePath:instancePath+"/" + i0+"/verify",parentData:data0,parentDataProperty:"verify",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data0.contact !== undefined){
let data9 = data0.contact;
if(typeof data9 === "string"){
if(func1(data9) > 1024){
const err22 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(func1(data9) < 1){
const err23 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/" + i0+"/contact",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema60.items.type,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema60.type,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs3 = errors;
let valid2 = false;
let passing0 = null;
const _errs4 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.file === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/0/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema70.items.oneOf[0].required,parentSchema:schema70.items.oneOf[0],data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
if(_valid0){
valid2 = true;
passing0 = 0;
}
const _errs5 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.run === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf/1/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema70.items.oneOf[1].required,parentSchema:schema70.items.oneOf[1],data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
if(_valid0 && valid2){
valid2 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid2 = true;
passing0 = 1;
}
}
if(!valid2){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema70.items.oneOf,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.what === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "what"},message:"must have required property '"+"what"+"'",schema:schema70.items.required,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data0){
if(!((((((key0 === "what") || (key0 === "file")) || (key0 === "mode")) || (key0 === "merge")) || (key0 === "run")) || (key0 === "timeout"))){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.what !== undefined){
let data1 = data0.what;
if(typeof data1 === "string"){
if(func1(data1) > 1024){
const err5 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(func1(data1) < 1){
const err6 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/" + i0+"/what",schemaPath:"#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.file !== undefined){
let data2 = data0.file;
if(typeof data2 === "string"){
if(func1(data2) > 4096){
const err8 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func1(data2) < 1){
const err9 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0+"/file",schemaPath:"#/$defs/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.mode !== undefined){
let data3 = data0.mode;
if(!((((((((((((((((data3 === 400) || (data3 === 440)) || (data3 === 444)) || (data3 === 600)) || (data3 === 640)) || (data3 === 644)) || (data3 === 660)) || (data3 === 664)) || (data3 === "0400")) || (data3 === "0440")) || (data3 === "0444")) || (data3 === "0600")) || (data3 === "0640")) || (data3 === "0644")) || (data3 === "0660")) || (data3 === "0664"))){
const err11 = {instancePath:instancePath+"/" + i0+"/mode",schemaPath:"#/items/properties/mode/enum",keyword:"enum",params:{allowedValues: schema70.items.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema70.items.properties.mode.enum,parentSchema:schema70.items.properties.mode,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.merge !== undefined){
let data4 = data0.merge;
if(typeof data4 !== "boolean"){
const err12 = {instancePath:instancePath+"/" + i0+"/merge",schemaPath:"#/items/properties/merge/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema70.items.properties.merge.type,parentSchema:schema70.items.properties.merge,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.run !== undefined){
if(!(validate22(data0.run, {instancePath:instancePath+"/" + i0+"/run",parentData:data0,parentDataProperty:"run",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data0.timeout !== undefined){
let data6 = data0.timeout;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err13 = {instancePath:instancePath+"/" + i0+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/" + i0+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.mode !== undefined){
if(data0.file === undefined){
const err15 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "mode",
    missingProperty: "file",
    depsCount: 1,
    deps: "file"},message:"must have property file when property mode is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data0.merge !== undefined){
if(data0.file === undefined){
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "merge",
    missingProperty: "file",
    depsCount: 1,
    deps: "file"},message:"must have property file when property merge is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data0.timeout !== undefined){
if(data0.run === undefined){
const err17 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/dependentRequired",keyword:"dependentRequired",params:{property: "timeout",
    missingProperty: "run",
    depsCount: 1,
    deps: "run"},message:"must have property run when property timeout is present",schema:schema70.items.dependentRequired,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema70.items.type,parentSchema:schema70.items,data:data0};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema70.type,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="file:///schemas/targets/rancher.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema75.required,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema75.required,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.url === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema75.required,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.credentials === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "credentials"},message:"must have required property '"+"credentials"+"'",schema:schema75.required,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.cluster === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cluster"},message:"must have required property '"+"cluster"+"'",schema:schema75.required,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(func10.call(schema75.properties, key0))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.type !== undefined){
let data1 = data.type;
if("rancher" !== data1){
const err8 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "rancher"},message:"must be equal to constant",schema:"rancher",parentSchema:schema75.properties.type,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.url !== undefined){
let data2 = data.url;
if(typeof data2 === "string"){
if(!pattern12.test(data2)){
const err9 = {instancePath:instancePath+"/url",schemaPath:"../common.schema.json#/$defs/httpsUrl/pattern",keyword:"pattern",params:{pattern: "^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$"},message:"must match pattern \""+"^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$"+"\"",schema:"^https://(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?/?$",parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/url",schemaPath:"../common.schema.json#/$defs/httpsUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.credentials !== undefined){
if(!(validate32(data.credentials, {instancePath:instancePath+"/credentials",parentData:data,parentDataProperty:"credentials",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.readCredentials !== undefined){
if(!(validate32(data.readCredentials, {instancePath:instancePath+"/readCredentials",parentData:data,parentDataProperty:"readCredentials",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.trust !== undefined){
let data5 = data.trust;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err11 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema28,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data5){
if(!((((key1 === "caFile") || (key1 === "pins")) || (key1 === "system")) || (key1 === "verify"))){
const err12 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data5.caFile !== undefined){
let data6 = data5.caFile;
if(typeof data6 === "string"){
if(func1(data6) > 4096){
const err13 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema28.properties.caFile,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func1(data6) < 1){
const err14 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.caFile,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.caFile.type,parentSchema:schema28.properties.caFile,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.pins !== undefined){
let data7 = data5.pins;
if(Array.isArray(data7)){
if(data7.length < 1){
const err16 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema28.properties.pins,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(typeof data8 === "string"){
if(!pattern16.test(data8)){
const err17 = {instancePath:instancePath+"/trust/pins/" + i0,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/pattern",keyword:"pattern",params:{pattern: "^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema28.properties.pins.items,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/trust/pins/" + i0,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.pins.items.type,parentSchema:schema28.properties.pins.items,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema28.properties.pins.type,parentSchema:schema28.properties.pins,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data5.system !== undefined){
let data9 = data5.system;
if(true !== data9){
const err20 = {instancePath:instancePath+"/trust/system",schemaPath:"../common.schema.json#/$defs/trust/properties/system/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema28.properties.system,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5.verify !== undefined){
let data10 = data5.verify;
if(false !== data10){
const err21 = {instancePath:instancePath+"/trust/verify",schemaPath:"../common.schema.json#/$defs/trust/properties/verify/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant",schema:false,parentSchema:schema28.properties.verify,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.policy !== undefined){
let data11 = data.policy;
if(typeof data11 === "string"){
if(!pattern0.test(data11)){
const err23 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.after !== undefined){
let data12 = data.after;
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
const err25 = {instancePath:instancePath+"/after/" + i1,schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/after/" + i1,schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
let i2 = data12.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data12[i2], data12[j0])){
const err27 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema75.properties.after,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err28 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema75.properties.after.type,parentSchema:schema75.properties.after,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.cluster !== undefined){
let data14 = data.cluster;
if(typeof data14 === "string"){
if(func1(data14) > 253){
const err29 = {instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema75.properties.cluster,data:data14};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!pattern40.test(data14)){
const err30 = {instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/pattern",keyword:"pattern",params:{pattern: "^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$"},message:"must match pattern \""+"^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$"+"\"",schema:"^(?:local|c-[a-z0-9]+(?:-[a-z0-9]+)*|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$",parentSchema:schema75.properties.cluster,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/cluster",schemaPath:"#/properties/cluster/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema75.properties.cluster.type,parentSchema:schema75.properties.cluster,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.rotate !== undefined){
let data15 = data.rotate;
if(Array.isArray(data15)){
const len2 = data15.length;
for(let i3=0; i3<len2; i3++){
let data16 = data15[i3];
if(!((data16 === "ca") || (data16 === "leaves"))){
const err32 = {instancePath:instancePath+"/rotate/" + i3,schemaPath:"#/properties/rotate/items/enum",keyword:"enum",params:{allowedValues: schema75.properties.rotate.items.enum},message:"must be equal to one of the allowed values",schema:schema75.properties.rotate.items.enum,parentSchema:schema75.properties.rotate.items,data:data16};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
let i4 = data15.length;
let j1;
if(i4 > 1){
outer1:
for(;i4--;){
for(j1 = i4; j1--;){
if(func0(data15[i4], data15[j1])){
const err33 = {instancePath:instancePath+"/rotate",schemaPath:"#/properties/rotate/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i4+" are identical)",schema:true,parentSchema:schema75.properties.rotate,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err34 = {instancePath:instancePath+"/rotate",schemaPath:"#/properties/rotate/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema75.properties.rotate.type,parentSchema:schema75.properties.rotate,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.issuer !== undefined){
let data17 = data.issuer;
if("platform" !== data17){
const err35 = {instancePath:instancePath+"/issuer",schemaPath:"#/properties/issuer/const",keyword:"const",params:{allowedValue: "platform"},message:"must be equal to constant",schema:"platform",parentSchema:schema75.properties.issuer,data:data17};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.services !== undefined){
let data18 = data.services;
if(typeof data18 === "string"){
if(func1(data18) > 1024){
const err36 = {instancePath:instancePath+"/services",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data18};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func1(data18) < 1){
const err37 = {instancePath:instancePath+"/services",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/services",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data18};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.etcd !== undefined){
if(!(validate35(data.etcd, {instancePath:instancePath+"/etcd",parentData:data,parentDataProperty:"etcd",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.apiServers !== undefined){
if(!(validate35(data.apiServers, {instancePath:instancePath+"/apiServers",parentData:data,parentDataProperty:"apiServers",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.supervisors !== undefined){
if(!(validate35(data.supervisors, {instancePath:instancePath+"/supervisors",parentData:data,parentDataProperty:"supervisors",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.kubelets !== undefined){
if(!(validate35(data.kubelets, {instancePath:instancePath+"/kubelets",parentData:data,parentDataProperty:"kubelets",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.generationOwner !== undefined){
let data23 = data.generationOwner;
if(!(((data23 === "certplan") || (data23 === "terraform")) || (data23 === "fleet"))){
const err39 = {instancePath:instancePath+"/generationOwner",schemaPath:"#/properties/generationOwner/enum",keyword:"enum",params:{allowedValues: schema75.properties.generationOwner.enum},message:"must be equal to one of the allowed values",schema:schema75.properties.generationOwner.enum,parentSchema:schema75.properties.generationOwner,data:data23};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.replace !== undefined){
if(!(validate40(data.replace, {instancePath:instancePath+"/replace",parentData:data,parentDataProperty:"replace",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data.accept !== undefined){
if(!(validate42(data.accept, {instancePath:instancePath+"/accept",parentData:data,parentDataProperty:"accept",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data.consumers !== undefined){
if(!(validate44(data.consumers, {instancePath:instancePath+"/consumers",parentData:data,parentDataProperty:"consumers",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data.outputs !== undefined){
if(!(validate48(data.outputs, {instancePath:instancePath+"/outputs",parentData:data,parentDataProperty:"outputs",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data28 = data.timeout;
if(typeof data28 === "string"){
if(!pattern4.test(data28)){
const err40 = {instancePath:instancePath+"/timeout",schemaPath:"../common.schema.json#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,15}(?:ms|[dhms])$"},message:"must match pattern \""+"^[0-9]{1,15}(?:ms|[dhms])$"+"\"",schema:"^[0-9]{1,15}(?:ms|[dhms])$",parentSchema:schema7,data:data28};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/timeout",schemaPath:"../common.schema.json#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema7.type,parentSchema:schema7,data:data28};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema75.type,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports["targets/tls.schema.json"] = validate51;
const schema108 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"TlsTarget","description":"A TLS endpoint, only observed.","type":"object","required":["name","type","address"],"additionalProperties":false,"x-observed":["rotate","issuer","accept","after","replace","waive","consumers","outputs","batch","timeout","credentials","readCredentials"],"x-instead":{"url":"address","host":"address","caFile":"trust: { caFile: ... }","names":"expect: { names: ... }"},"properties":{"name":{"$ref":"../common.schema.json#/$defs/name"},"type":{"const":"tls"},"address":{"$ref":"../common.schema.json#/$defs/address"},"serverName":{"description":"Name that is asked for and that the certificate must cover; the host of `address` if absent.","$ref":"../common.schema.json#/$defs/dnsName"},"backends":{"description":"Each is asked for the same name.","type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/address"}},"trust":{"$ref":"../common.schema.json#/$defs/trust"},"policy":{"$ref":"../common.schema.json#/$defs/name"},"expect":{"title":"TlsExpect","type":"object","additionalProperties":false,"minProperties":1,"properties":{"names":{"description":"Names that the leaf must cover.","type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"../common.schema.json#/$defs/dnsName"}},"issuer":{"description":"What the leaf's issuer must hold, such as O=Example CA.","$ref":"../common.schema.json#/$defs/text"},"same":{"description":"false: backends may show different leaves.","type":"boolean"}}}},"$id":"file:///schemas/targets/tls.schema.json"};

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="file:///schemas/targets/tls.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate51.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema108.required,parentSchema:schema108,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.type === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema108.required,parentSchema:schema108,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.address === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'",schema:schema108.required,parentSchema:schema108,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "name") || (key0 === "type")) || (key0 === "address")) || (key0 === "serverName")) || (key0 === "backends")) || (key0 === "trust")) || (key0 === "policy")) || (key0 === "expect"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema108,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/name",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined){
let data1 = data.type;
if("tls" !== data1){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "tls"},message:"must be equal to constant",schema:"tls",parentSchema:schema108.properties.type,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.address !== undefined){
let data2 = data.address;
if(typeof data2 === "string"){
if(!pattern41.test(data2)){
const err7 = {instancePath:instancePath+"/address",schemaPath:"../common.schema.json#/$defs/address/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"},message:"must match pattern \""+"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"+"\"",schema:"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$",parentSchema:schema85,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/address",schemaPath:"../common.schema.json#/$defs/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema85.type,parentSchema:schema85,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.serverName !== undefined){
let data3 = data.serverName;
if(typeof data3 === "string"){
if(!pattern21.test(data3)){
const err9 = {instancePath:instancePath+"/serverName",schemaPath:"../common.schema.json#/$defs/dnsName/pattern",keyword:"pattern",params:{pattern: "^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"},message:"must match pattern \""+"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"+"\"",schema:"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$",parentSchema:schema37,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/serverName",schemaPath:"../common.schema.json#/$defs/dnsName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.backends !== undefined){
let data4 = data.backends;
if(Array.isArray(data4)){
if(data4.length < 1){
const err11 = {instancePath:instancePath+"/backends",schemaPath:"#/properties/backends/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema108.properties.backends,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(!pattern41.test(data5)){
const err12 = {instancePath:instancePath+"/backends/" + i0,schemaPath:"../common.schema.json#/$defs/address/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"},message:"must match pattern \""+"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$"+"\"",schema:"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}$",parentSchema:schema85,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/backends/" + i0,schemaPath:"../common.schema.json#/$defs/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema85.type,parentSchema:schema85,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
let i1 = data4.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data4[i1], data4[j0])){
const err14 = {instancePath:instancePath+"/backends",schemaPath:"#/properties/backends/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema108.properties.backends,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err15 = {instancePath:instancePath+"/backends",schemaPath:"#/properties/backends/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema108.properties.backends.type,parentSchema:schema108.properties.backends,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.trust !== undefined){
let data6 = data.trust;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
const err16 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema28,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key1 in data6){
if(!((((key1 === "caFile") || (key1 === "pins")) || (key1 === "system")) || (key1 === "verify"))){
const err17 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data6.caFile !== undefined){
let data7 = data6.caFile;
if(typeof data7 === "string"){
if(func1(data7) > 4096){
const err18 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema28.properties.caFile,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(func1(data7) < 1){
const err19 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema28.properties.caFile,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/trust/caFile",schemaPath:"../common.schema.json#/$defs/trust/properties/caFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.caFile.type,parentSchema:schema28.properties.caFile,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data6.pins !== undefined){
let data8 = data6.pins;
if(Array.isArray(data8)){
if(data8.length < 1){
const err21 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema28.properties.pins,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len1 = data8.length;
for(let i2=0; i2<len1; i2++){
let data9 = data8[i2];
if(typeof data9 === "string"){
if(!pattern16.test(data9)){
const err22 = {instancePath:instancePath+"/trust/pins/" + i2,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/pattern",keyword:"pattern",params:{pattern: "^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"},message:"must match pattern \""+"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$"+"\"",schema:"^sha256:(?:[0-9A-Fa-f]{64}|(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})$",parentSchema:schema28.properties.pins.items,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/trust/pins/" + i2,schemaPath:"../common.schema.json#/$defs/trust/properties/pins/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.pins.items.type,parentSchema:schema28.properties.pins.items,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/trust/pins",schemaPath:"../common.schema.json#/$defs/trust/properties/pins/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema28.properties.pins.type,parentSchema:schema28.properties.pins,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data6.system !== undefined){
let data10 = data6.system;
if(true !== data10){
const err25 = {instancePath:instancePath+"/trust/system",schemaPath:"../common.schema.json#/$defs/trust/properties/system/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema28.properties.system,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.verify !== undefined){
let data11 = data6.verify;
if(false !== data11){
const err26 = {instancePath:instancePath+"/trust/verify",schemaPath:"../common.schema.json#/$defs/trust/properties/verify/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant",schema:false,parentSchema:schema28.properties.verify,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/trust",schemaPath:"../common.schema.json#/$defs/trust/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data:data6};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.policy !== undefined){
let data12 = data.policy;
if(typeof data12 === "string"){
if(!pattern0.test(data12)){
const err28 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"},message:"must match pattern \""+"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"+"\"",schema:"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",parentSchema:schema2,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/policy",schemaPath:"../common.schema.json#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema2.type,parentSchema:schema2,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.expect !== undefined){
let data13 = data.expect;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length < 1){
const err30 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema108.properties.expect,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
for(const key2 in data13){
if(!(((key2 === "names") || (key2 === "issuer")) || (key2 === "same"))){
const err31 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema108.properties.expect,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.names !== undefined){
let data14 = data13.names;
if(Array.isArray(data14)){
if(data14.length < 1){
const err32 = {instancePath:instancePath+"/expect/names",schemaPath:"#/properties/expect/properties/names/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema108.properties.expect.properties.names,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len2 = data14.length;
for(let i3=0; i3<len2; i3++){
let data15 = data14[i3];
if(typeof data15 === "string"){
if(!pattern21.test(data15)){
const err33 = {instancePath:instancePath+"/expect/names/" + i3,schemaPath:"../common.schema.json#/$defs/dnsName/pattern",keyword:"pattern",params:{pattern: "^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"},message:"must match pattern \""+"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$"+"\"",schema:"^(?:(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$",parentSchema:schema37,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/expect/names/" + i3,schemaPath:"../common.schema.json#/$defs/dnsName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
let i4 = data14.length;
let j1;
if(i4 > 1){
outer1:
for(;i4--;){
for(j1 = i4; j1--;){
if(func0(data14[i4], data14[j1])){
const err35 = {instancePath:instancePath+"/expect/names",schemaPath:"#/properties/expect/properties/names/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i4+" are identical)",schema:true,parentSchema:schema108.properties.expect.properties.names,data:data14};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/expect/names",schemaPath:"#/properties/expect/properties/names/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema108.properties.expect.properties.names.type,parentSchema:schema108.properties.expect.properties.names,data:data14};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data13.issuer !== undefined){
let data16 = data13.issuer;
if(typeof data16 === "string"){
if(func1(data16) > 1024){
const err37 = {instancePath:instancePath+"/expect/issuer",schemaPath:"../common.schema.json#/$defs/text/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters",schema:1024,parentSchema:schema14,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(func1(data16) < 1){
const err38 = {instancePath:instancePath+"/expect/issuer",schemaPath:"../common.schema.json#/$defs/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema14,data:data16};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/expect/issuer",schemaPath:"../common.schema.json#/$defs/text/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.type,parentSchema:schema14,data:data16};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data13.same !== undefined){
let data17 = data13.same;
if(typeof data17 !== "boolean"){
const err40 = {instancePath:instancePath+"/expect/same",schemaPath:"#/properties/expect/properties/same/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema108.properties.expect.properties.same.type,parentSchema:schema108.properties.expect.properties.same,data:data17};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/expect",schemaPath:"#/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema108.properties.expect.type,parentSchema:schema108.properties.expect,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema108.type,parentSchema:schema108,data};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate51.errors = vErrors;
return errors === 0;
}
validate51.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const validators: Readonly<Record<string, CompiledSchema>> = exports;
