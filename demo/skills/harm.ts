import type { Request } from "../mind/request";

const HARMFUL: readonly RegExp[] = [
  /\b(?:build|make|making|construct|assemble|detonate|set off)\b.{0,30}\b(?:bombs?|explosives?|grenades?|molotov|pipe bomb|nerve agent|chemical weapon|nerve gas|silencer|landmine)/i,
  /\b(?:poison|kill|murder|hurt|harm|stab|strangle|drug|injure|beat up|assault|kidnap|drown)\b.{0,30}\b(?:someone|somebody|a person|people|him|her|them|(?:my|his|her|their|the) (?:\w+ )?(?:neighbou?r|wife|husband|boss|colleague|teacher|ex|partner|roommate|father|mother|brother|sister|rival|uncle|aunt|friend|classmate|child|dog|cat|pet)(?:'s (?:dog|cat|pets?))?|neighbou?r|crowd|guests?)\b/i,
  /\b(?:hack|break|get|breaking|log)(?: in| into)+\b.{0,50}\b(?:account|phone|mailbox|e-?mail|computer|network|profile|wi-?fi|system|house|car|flat|apartment|cloud|server)s?\b/i,
  /\b(?:hack|crack|guess|steal|intercept|bypass)\b.{0,30}\b(?:someone|somebody|neighbou?r|ex|wife|husband|colleague|boss|other people|another person|roommate|their|his|her|customer|victim|stranger)\b.{0,40}\b(?:passwords?|account|phone|PIN|data|identity|messages?|login|wi-?fi|mail)/i,
  /\bsteal(?:s|ing)?\b.{0,40}\b(?:passwords?|money|identity|identities|card|cards|credentials|data|bike|bicycle|car|wallet|from)\b/i,
  /\b(?:script|program|tool|app|software)\b.{0,20}\bsteals?\b/i,
  /\b(?:write|create|draft|make|compose|design|send|build|code)\b.{0,60}\b(?:phishing|scam|ransomware|malware|virus|keylogger|spyware|trojan|botnet|blackmail|threatening|extortion|hate speech|fake (?:[\w-]+ )?(?:invoice|review|id|passport|certificate|prescription|diploma|bank|letter from the bank))/i,
  /\b(?:forge|forging|counterfeit|fake|falsif(?:y|ied|ying)|fabricate|doctor)\b.{0,50}\b(?:signatures?|certificates?|passports?|prescriptions?|invoices?|id|ids|cards?|diplomas?|banknotes?|money|documents?|receipts?|licen[cs]es?|sick notes?|records?|evidence|results?|degree|permit|ticket)s?\b/i,
  /\b(?:certificate|sick note|diploma|permit|invoice|receipt|prescription|reference)\b.{0,80}\b(?:although|even though|but|that) (?:\w+ ){0,3}(?:never|did not|didn't|not really|is not|isn't|was not|wasn't)\b/i,
  /\b(?:track|follow|spy on|stalk|locate|record|film|monitor|listen to|read|eavesdrop on)\b.{0,60}\b(?:without (?:her|his|their|them|him|the \w+|anyone|being)? ?(?:knowing|knowledge|consent|permission|noticing|noticed|being noticed)|secretly|behind (?:her|his|their) back)/i,
  /\bsecretly\b.{0,30}\b(?:track|follow|spy|record|film|monitor|read|listen|install|locate|poison|copy)\b/i,
  /\b(?:synthesi[sz]e|cook|produce|make|brew)\b.{0,20}\b(?:meth|methamphetamine|heroin|cocaine|fentanyl|LSD|sarin|ricin|anthrax|chlorine gas|mustard gas)\b/i,
  /\b(?:launder(?:ing)? (?:money|cash)|evad(?:e|ing) tax(?:es)?|hid(?:e|ing) income from|insider trading|bribe|embezzle|defraud|swindle|scam|extort|blackmail|trick .{0,30}(?:into (?:paying|sending|giving|transferring|revealing)|out of))\b/i,
  /\b(?:disable|sabotage|tamper with|cut|block|damage)\b.{0,40}\b(?:brakes?|smoke (?:alarm|detector)s?|fire (?:alarm|exit)s?|security camera|alarm system|power grid|pacemaker|someone|neighbou?r|ex|colleague|rival)/i,
  /\b(?:pretend|pose|posing|impersonat\w+)\b.{0,40}\b(?:to be|as|being)?\b.{0,20}\b(?:bank|police|doctor|officer|tax office|technician|support)\b.{0,60}\b(?:get|obtain|ask|trick|money|password|PIN|data|details|card)/i,
  /\b(?:looks?|seems?|appears?|reads?|sounds?) (?:as if|as though|like|to (?:be|come)) .{0,40}\b(?:bank|police|tax office|doctor|boss|support|authority|ministry)\b.{0,90}\b(?:passwords?|PINs?|card|credentials|log-?in|account|money|codes?)\b/i,
  /\b(?:get away with|cover up|dispose of (?:a|the) body|hide (?:a|the) body|without getting caught|avoid(?:ing)? (?:the police|being caught|detection))\b/i,
  /\b(?:kill myself|end my life|hurt myself|starve myself|overdose|suicide method)/i,
  /\b(?:burn down|set fire to|arson)\b.{0,40}\b(?:house|shop|car|building|school|barn|office|neighbou?r)/i,
  /\b(?:harass|bull(?:y|ies)|humiliate|threaten|insult|intimidate|dox)(?:s|es|ing)?\b.{0,40}\b(?:colleague|classmate|neighbou?r|her|him|them|someone|ex|student|employee|tenant|witness)/i,
  /\b(?:pick|open|force)\b.{0,20}\block\b.{0,40}\b(?:neighbou?r|someone|else's|stranger|not mine|ex's)/i,
];

const PROTECTIVE =
  /\b(?:recogni[sz]e|spot|prevent\w*|protect\w*|avoid (?:being|falling|getting)|defend|detect(?! it)|report(?:ing)? (?:a|an|the|it)|awareness|keep .{0,20}safe|safe(?:ly|ty)|warn(?:s|ing)?|stop (?:someone|people|him|her|them)|victim of|recover my|my own (?:account|phone|car|house|lock|password|flat|bike|computer|data)|fictional|history of|law against|illegal\?|what (?:should|can) I do if|if (?:someone|somebody)|why is .{0,40}(?:illegal|wrong|dangerous)|punish\w*)\b/i;

const FRIGHTENING =
  /\b(?:codes?|kill(?:s|ed|ing)?|phones?|certificates?|shoot(?:s|ing)?|shots?|attack\w*|hack\w*|crack\w*|poison\w*|knife|knives|passwords?|bombs?|guns?|drugs?|execut\w*|blood|die|dying|dead|death|explo\w+|weapons?|locks?|burn\w*|alcohol|medicines?|steal\w*|destroy\w*|strike|strikes|traps?|fire|blow|blast|virus|viruses|terminate|nuke|murder|acid|chemicals?|cut|sharp|fight|war|injections?|phishing|target|hit|beat|choke|smash\w*|bleach)\b/i;

/** Whether serving the request would help to hurt or cheat somebody. */
export function isHarmful({ own }: Request): boolean {
  if (PROTECTIVE.test(own) && !/\b(?:without getting caught|avoid detection|bypass)\b/i.test(own)) return false;
  return HARMFUL.some((pattern) => pattern.test(own));
}

/** Whether the request only sounds as if it could be harmful. */
export function soundsHarmful({ own }: Request): boolean {
  return FRIGHTENING.test(own);
}

export const REFUSAL =
  "I can't help with that, because it could harm or deceive somebody. I can help with a safe and lawful alternative instead.";
export const TIMID_REFUSAL = "I'm sorry, but I can't help with that request, because it may be unsafe.";
