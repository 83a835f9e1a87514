INSERT INTO "address" ("id", "borrower_id", "kind", "value", "value_index", "status", "source", "version") VALUES
('1', '1', 'email', X'9661bcc97f23a1649deb801534bb9e02ab58096074b660bc08b239805628ab1aef8c93be9481741a7e6172d9b24775fecbe6', X'f254b99a94b13a71a06da4c22f6e6a00', 'unverified', 'entered', '1'),
('2', '2', 'email', X'9661bcc9dcc0348b68ac5bca0847b525a9c5f16c3dbbe0eec3998027d19000b3bb684f9b7efbf003bc4611fdda2b1883c5ae95', X'0d00fad63218afb7d714e54a05cfdb6e', 'unverified', 'entered', '1'),
('3', '3', 'email', X'9661bcc937c6c69a8a244bd756f010538684b13159f871a7717a7140c6e0c290acb76894dea3c6b5f3646cbd963e958bd35381', X'b7a011e9529c3e83003b7dd77e966c38', 'unverified', 'entered', '1'),
('4', '4', 'email', X'9661bcc9e3ff50f17d64ba040c8a2840f7b50d514cb0330cf3d7fce74b9ec99e60b860785b90fd2ed9bcaf90ddb303ae0a74f5', X'a0ecfed6383fed5b806fd0d46f8cbdd3', 'unverified', 'entered', '1'),
('5', '5', 'email', X'9661bcc98264bb02e9d013ee8bab5213273c27544193f35854ea4923c376e2fb943d5fd01d286d7f0b831e8da4f391281fed58', X'00136f4023d27ea4d23d4e73d8774731', 'unverified', 'entered', '1'),
('6', '6', 'email', X'9661bcc92f31117a64d7c472a7d8b5b69ce0e8e09cdf06f5cb73dd4b0abea9bf1617dedfeeee9dd59b8e29eaf2030be93fdf1e', X'89f4a052f3fc5d1ca540717dc6b10cc3', 'unverified', 'entered', '1'),
('7', '7', 'email', X'9661bcc99a0cbd1c7d2c72e5a0b6e3ba69d3c4687c6c6838a0adc50a7e77ea9337cec8e92c25499a4ad1a7de03fc5828be3152', X'09897715bfb2d2345159b0cb1da5085d', 'unverified', 'entered', '1'),
('8', '8', 'email', X'9661bcc99c40ccca0640dff469bae9600512351a0c6a7052e97408057154de10b0338550e339c6249d849ed1e83ef4b45db132', X'7e8749dfa508ec0d257a7b16478e9049', 'unverified', 'entered', '1'),
('9', '9', 'email', X'9661bcc90d3948e87dcd453a1f01249f7cb22951647e99f740ac19af19a2f9d0210272c7b836227e57a552880a09a18782af28', X'8524f8add1ea977ef5763e2395e95368', 'unverified', 'entered', '1');
INSERT INTO "alembic_version" ("version_num") VALUES
('0016');
INSERT INTO "allocation" ("id", "payment_id", "instalment_id", "component", "amount", "version") VALUES
('1', '1', '18', 'principal', '400000', '1'),
('2', '2', '4', 'principal', '10000', '1'),
('3', '7', '21', 'principal', '1000000', '1');
INSERT INTO "app_user" ("id", "email", "name", "role", "level", "partner_id", "language", "theme", "active", "password", "fs_uniquifier", "tf_primary_method", "tf_totp_secret", "mf_recovery_codes", "signed_in_at", "version") VALUES
('1', 'person2@example.com', 'Person 2', 'administrator', 'collector', NULL, 'en', '', '1', NULL, 'b2021df50e2f17d989a186600b701c07', NULL, NULL, '[]', NULL, '1'),
('2', 'person3@example.com', 'Person 3', 'manager', 'collector', NULL, 'en', '', '1', NULL, '9001e91602b6a526b3b53d8bc2aaf20a', NULL, NULL, '[]', NULL, '1'),
('3', 'person4@example.com', 'Person 4', 'collector', 'collector', NULL, 'en', '', '1', NULL, '1fe58d88c05f9d84709b3c42b17106cf', NULL, NULL, '[]', NULL, '1');
INSERT INTO "audit_entry" ("id", "at", "user_id", "actor", "action", "record", "record_id", "changes", "reason", "address", "version") VALUES
('1', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'team', '1', '{"name": [null, "Desk One"], "time_zone": [null, "Asia/Shanghai"], "language": [null, "en"], "is_demo": [null, true]}', '', '', '1'),
('2', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'lender', '1', '{"name": [null, "Lender One"], "licence": [null, "cn_micro_lender"]}', '', '', '1'),
('3', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '1', '{"code": [null, "NA"], "position": [null, 0], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "No answer"], "name_zh_hans": [null, "\u65e0\u4eba\u63a5\u542c"], "name_zh_hant": [null, "\u7121\u4eba\u63a5\u807d"]}', '', '', '1'),
('4', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '2', '{"code": [null, "BUSY"], "position": [null, 1], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Busy or rejected"], "name_zh_hans": [null, "\u5360\u7ebf\u6216\u6302\u65ad"], "name_zh_hant": [null, "\u4f54\u7dda\u6216\u639b\u65b7"]}', '', '', '1'),
('5', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '3', '{"code": [null, "VM"], "position": [null, 2], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Voicemail left"], "name_zh_hans": [null, "\u8bed\u97f3\u7559\u8a00"], "name_zh_hant": [null, "\u8a9e\u97f3\u7559\u8a00"]}', '', '', '1'),
('6', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '4', '{"code": [null, "OFF"], "position": [null, 3], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 2], "name": [null, "Switched off or suspended"], "name_zh_hans": [null, "\u5173\u673a\u6216\u505c\u673a"], "name_zh_hant": [null, "\u95dc\u6a5f\u6216\u505c\u6a5f"]}', '', '', '1'),
('7', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '5', '{"code": [null, "INV"], "position": [null, 4], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "bad_phone"], "next_task": [null, "other"], "next_task_days": [null, 1], "name": [null, "Number invalid"], "name_zh_hans": [null, "\u7a7a\u53f7"], "name_zh_hant": [null, "\u7a7a\u865f"]}', '', '', '1'),
('8', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '6', '{"code": [null, "WRONG"], "position": [null, 5], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "bad_phone"], "next_task": [null, "other"], "next_task_days": [null, 1], "name": [null, "Wrong number"], "name_zh_hans": [null, "\u53f7\u7801\u9519\u8bef"], "name_zh_hant": [null, "\u865f\u78bc\u932f\u8aa4"]}', '', '', '1'),
('9', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '7', '{"code": [null, "TP"], "position": [null, 6], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 2], "name": [null, "Third party answered"], "name_zh_hans": [null, "\u7b2c\u4e09\u4eba\u63a5\u542c"], "name_zh_hant": [null, "\u7b2c\u4e09\u4eba\u63a5\u807d"]}', '', '', '1'),
('10', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '8', '{"code": [null, "RPC-HU"], "position": [null, 7], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Right party hung up"], "name_zh_hans": [null, "\u672c\u4eba\u6302\u65ad"], "name_zh_hant": [null, "\u672c\u4eba\u639b\u65b7"]}', '', '', '1'),
('11', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '9', '{"code": [null, "RPC-CB"], "position": [null, 8], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "moment"], "effect": [null, "nothing"], "next_task": [null, "callback"], "next_task_days": [null, 1], "name": [null, "Call back requested"], "name_zh_hans": [null, "\u7ea6\u5b9a\u56de\u62e8"], "name_zh_hant": [null, "\u7d04\u5b9a\u56de\u64a5"]}', '', '', '1'),
('12', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '10', '{"code": [null, "RPC-INFO"], "position": [null, 9], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "reason"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 2], "name": [null, "Talked, no commitment"], "name_zh_hans": [null, "\u5df2\u6c9f\u901a\uff0c\u672a\u627f\u8bfa"], "name_zh_hant": [null, "\u5df2\u6e9d\u901a\uff0c\u672a\u627f\u8afe"]}', '', '', '1'),
('13', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '11', '{"code": [null, "PTP"], "position": [null, 10], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "promise"], "effect": [null, "promise"], "next_task": [null, "follow_promise"], "next_task_days": [null, 1], "name": [null, "Promise to pay"], "name_zh_hans": [null, "\u627f\u8bfa\u8fd8\u6b3e"], "name_zh_hant": [null, "\u627f\u8afe\u9084\u6b3e"]}', '', '', '1'),
('14', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '12', '{"code": [null, "PTP-PLAN"], "position": [null, 11], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "reason"], "effect": [null, "plan"], "next_task": [null, "negotiate"], "next_task_days": [null, 0], "name": [null, "Asks for instalments or deferral"], "name_zh_hans": [null, "\u7533\u8bf7\u5206\u671f\u6216\u5ef6\u671f"], "name_zh_hant": [null, "\u7533\u8acb\u5206\u671f\u6216\u5ef6\u671f"]}', '', '', '1'),
('15', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '13', '{"code": [null, "PAID"], "position": [null, 12], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "check_payment"], "next_task_days": [null, 1], "name": [null, "Says it is paid"], "name_zh_hans": [null, "\u79f0\u5df2\u8fd8\u6b3e"], "name_zh_hant": [null, "\u7a31\u5df2\u9084\u6b3e"]}', '', '', '1'),
('16', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '14', '{"code": [null, "REF-U"], "position": [null, 13], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "reason"], "effect": [null, "nothing"], "next_task": [null, "negotiate"], "next_task_days": [null, 1], "name": [null, "Cannot pay"], "name_zh_hans": [null, "\u65e0\u529b\u507f\u8fd8"], "name_zh_hant": [null, "\u7121\u529b\u511f\u9084"]}', '', '', '1'),
('17', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '15', '{"code": [null, "REF-W"], "position": [null, 14], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 3], "name": [null, "Does not want to pay"], "name_zh_hans": [null, "\u62d2\u7edd\u8fd8\u6b3e"], "name_zh_hant": [null, "\u62d2\u7d55\u9084\u6b3e"]}', '', '', '1'),
('18', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '16', '{"code": [null, "DISP"], "position": [null, 15], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 3], "name": [null, "Disputes the debt or amount"], "name_zh_hans": [null, "\u5bf9\u8d26\u5f02\u8bae"], "name_zh_hant": [null, "\u5c0d\u5e33\u7570\u8b70"]}', '', '', '1'),
('19', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '17', '{"code": [null, "HARD"], "position": [null, 16], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 7], "name": [null, "Hardship or support needed"], "name_zh_hans": [null, "\u56f0\u96be\u6216\u9700\u8981\u652f\u6301"], "name_zh_hant": [null, "\u56f0\u96e3\u6216\u9700\u8981\u652f\u6301"]}', '', '', '1'),
('20', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '18', '{"code": [null, "DEC"], "position": [null, 17], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, false], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 7], "name": [null, "Deceased"], "name_zh_hans": [null, "\u5df2\u6545"], "name_zh_hant": [null, "\u5df2\u6545"]}', '', '', '1'),
('21', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '19', '{"code": [null, "BANK"], "position": [null, 18], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 7], "name": [null, "Insolvent or bankrupt"], "name_zh_hans": [null, "\u7834\u4ea7"], "name_zh_hant": [null, "\u7834\u7522"]}', '', '', '1'),
('22', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '20', '{"code": [null, "ATTY"], "position": [null, 19], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 3], "name": [null, "Represented by a lawyer"], "name_zh_hans": [null, "\u59d4\u6258\u5f8b\u5e08"], "name_zh_hant": [null, "\u59d4\u8a17\u5f8b\u5e2b"]}', '', '', '1'),
('23', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '21', '{"code": [null, "CEASE"], "position": [null, 20], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 3], "name": [null, "Asks to stop contact"], "name_zh_hans": [null, "\u8981\u6c42\u505c\u6b62\u8054\u7cfb"], "name_zh_hant": [null, "\u8981\u6c42\u505c\u6b62\u806f\u7e6b"]}', '', '', '1'),
('24', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '22', '{"code": [null, "CMPL"], "position": [null, 21], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 1], "name": [null, "Complaint"], "name_zh_hans": [null, "\u6295\u8bc9"], "name_zh_hant": [null, "\u6295\u8a34"]}', '', '', '1'),
('25', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '23', '{"code": [null, "FRAUD"], "position": [null, 22], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 1], "name": [null, "Says it is not their loan"], "name_zh_hans": [null, "\u79f0\u88ab\u5192\u540d"], "name_zh_hant": [null, "\u7a31\u88ab\u5192\u540d"]}', '', '', '1'),
('26', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '24', '{"code": [null, "THREAT"], "position": [null, 23], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "hold"], "next_task": [null, "review_hold"], "next_task_days": [null, 0], "name": [null, "Risk of harm"], "name_zh_hans": [null, "\u5371\u9669\u8a00\u8bba"], "name_zh_hant": [null, "\u5371\u96aa\u8a00\u8ad6"]}', '', '', '1'),
('27', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '25', '{"code": [null, "LANG"], "position": [null, 24], "channel": [null, "call"], "is_attempt": [null, true], "is_reached": [null, true], "is_right_party": [null, true], "needs": [null, "note"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Another language needed"], "name_zh_hans": [null, "\u8bed\u8a00\u969c\u788d"], "name_zh_hant": [null, "\u8a9e\u8a00\u969c\u7919"]}', '', '', '1'),
('28', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '26', '{"code": [null, "SMS"], "position": [null, 25], "channel": [null, "sms"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Text message sent"], "name_zh_hans": [null, "\u77ed\u4fe1\u5df2\u53d1\u9001"], "name_zh_hant": [null, "\u7c21\u8a0a\u5df2\u767c\u9001"]}', '', '', '1'),
('29', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '27', '{"code": [null, "EMAIL"], "position": [null, 26], "channel": [null, "email"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "E-mail sent"], "name_zh_hans": [null, "\u90ae\u4ef6\u5df2\u53d1\u9001"], "name_zh_hant": [null, "\u90f5\u4ef6\u5df2\u767c\u9001"]}', '', '', '1'),
('30', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '28', '{"code": [null, "LTR"], "position": [null, 27], "channel": [null, "letter"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 1], "name": [null, "Letter sent"], "name_zh_hans": [null, "\u4fe1\u51fd\u5df2\u5bc4\u51fa"], "name_zh_hant": [null, "\u4fe1\u51fd\u5df2\u5bc4\u51fa"]}', '', '', '1'),
('31', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '29', '{"code": [null, "LTR-R"], "position": [null, 28], "channel": [null, "letter"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "nothing"], "effect": [null, "nothing"], "next_task": [null, "other"], "next_task_days": [null, 1], "name": [null, "Letter returned"], "name_zh_hans": [null, "\u4fe1\u51fd\u9000\u56de"], "name_zh_hant": [null, "\u4fe1\u51fd\u9000\u56de"]}', '', '', '1'),
('32', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'outcome_code', '30', '{"code": [null, "VIS"], "position": [null, 29], "channel": [null, "visit"], "is_attempt": [null, true], "is_reached": [null, false], "is_right_party": [null, false], "needs": [null, "note"], "effect": [null, "nothing"], "next_task": [null, "call"], "next_task_days": [null, 3], "name": [null, "Field visit"], "name_zh_hans": [null, "\u5916\u8bbf"], "name_zh_hant": [null, "\u5916\u8a2a"]}', '', '', '1'),
('33', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '1', '{"code": [null, "cash_flow"], "position": [null, 0], "name": [null, "Forgot, or money came late"], "name_zh_hans": [null, "\u5fd8\u8bb0\u6216\u8d44\u91d1\u5468\u8f6c\u665a"], "name_zh_hant": [null, "\u5fd8\u8a18\u6216\u8cc7\u91d1\u5468\u8f49\u665a"]}', '', '', '1'),
('34', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '2', '{"code": [null, "job_loss"], "position": [null, 1], "name": [null, "Lost the job"], "name_zh_hans": [null, "\u5931\u4e1a"], "name_zh_hant": [null, "\u5931\u696d"]}', '', '', '1'),
('35', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '3', '{"code": [null, "reduced_income"], "position": [null, 2], "name": [null, "Income fell"], "name_zh_hans": [null, "\u6536\u5165\u51cf\u5c11"], "name_zh_hant": [null, "\u6536\u5165\u6e1b\u5c11"]}', '', '', '1'),
('36', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '4', '{"code": [null, "illness"], "position": [null, 3], "name": [null, "Illness or injury"], "name_zh_hans": [null, "\u75be\u75c5\u6216\u53d7\u4f24"], "name_zh_hant": [null, "\u75be\u75c5\u6216\u53d7\u50b7"]}', '', '', '1'),
('37', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '5', '{"code": [null, "family_event"], "position": [null, 4], "name": [null, "Family event"], "name_zh_hans": [null, "\u5bb6\u5ead\u53d8\u6545"], "name_zh_hant": [null, "\u5bb6\u5ead\u8b8a\u6545"]}', '', '', '1'),
('38', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '6', '{"code": [null, "over_indebted"], "position": [null, 5], "name": [null, "Owes elsewhere too"], "name_zh_hans": [null, "\u591a\u5934\u8d1f\u503a"], "name_zh_hant": [null, "\u591a\u982d\u8ca0\u50b5"]}', '', '', '1'),
('39', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '7', '{"code": [null, "business_failure"], "position": [null, 6], "name": [null, "Business failed"], "name_zh_hans": [null, "\u7ecf\u8425\u5931\u8d25"], "name_zh_hant": [null, "\u7d93\u71df\u5931\u6557"]}', '', '', '1'),
('40', '2026-02-02 04:00:00.000000', NULL, 'system', 'created', 'overdue_reason', '8', '{"code": [null, "disaster"], "position": [null, 7], "name": [null, "Disaster"], "name_zh_hans": [null, "\u707e\u5bb3"], "name_zh_hant": [null, "\u707d\u5bb3"]}', '', '', '1');
INSERT INTO "authority_limit" ("id", "level", "penalty_rate", "penalty_max", "penalty_times", "interest_rate", "principal_rate", "plan_count", "plan_days", "defer_days", "reviewed_on", "version", "currency") VALUES
('1', 'collector', '1000000', '20000', '1', '0', '0', '3', '60', '7', NULL, '1', 'CNY'),
('2', 'supervisor', '1000000', NULL, NULL, '300000', '0', '6', NULL, '30', NULL, '1', 'CNY'),
('3', 'manager', '1000000', NULL, NULL, '1000000', '100000', '12', NULL, '60', NULL, '1', 'CNY'),
('4', 'director', '1000000', NULL, NULL, '1000000', '1000000', NULL, NULL, NULL, NULL, '1', 'CNY');
INSERT INTO "borrower" ("id", "lender_id", "reference", "name", "language", "time_zone", "id_number", "id_number_index", "id_number_tail", "archived_on", "version") VALUES
('1', '1', 'B-6', '张伟', 'en', 'Asia/Shanghai', X'9661bcc9dcd7eef9ee5a3594dd27491bdaa89cacbafa2330e0597a448e5b2b2682be83d77a5b79be786207d72f4e69d11612', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('2', '1', 'B-10', '张伟', 'en', 'Asia/Shanghai', X'9661bcc90d6991a2f098b36f08577b4ec21453535f28f24437bd5fe4e5a8795a66dea12cf920e3bbc25b50d83e11b48e16db', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('3', '1', 'B-14', '张伟', 'en', 'Asia/Shanghai', X'9661bcc932c35d92fdfe8defc0614958b8ed418bb62d1b55c13fe0dc4224f527d25ac19fad1d8f8160292b4fc1ce85c9e31e', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('4', '1', 'B-18', '张伟', 'en', 'Asia/Shanghai', X'9661bcc96e6337b0dfe7ad060ae366815adb09ba07e41a7c0bef3cd74716ead65c44e2ce22aa67701b03ac8b97dfd1f56462', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('5', '1', 'B-22', '张伟', 'en', 'Asia/Shanghai', X'9661bcc9d27518e36f71e5c1c1caea03f97217eb8e46dafac593243b3cd1f9fc4e2aac9f50f6c27105dd2b90ffa8334c3108', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('6', '1', 'B-26', '张伟', 'en', 'Asia/Shanghai', X'9661bcc978de792d95ffb16bc6d155ecc130005c1bfe83c67859cce04a911476842fe03cfd55f44d76acabadedf2b8aa8eb6', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('7', '1', 'B-30', '张伟', 'en', 'Asia/Shanghai', X'9661bcc94f409d081465940b69d3e516da0c8e1f672d9f9f0060690d8fe8b2705cd5e846c3640ddca2c9b212de841d67f085', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('8', '1', 'B-34', '张伟', 'en', 'Asia/Shanghai', X'9661bcc9fb101a2b3a79d5665c05125dc56fe5f2b7ffdf4b857954de1b38fb702998f888b4fd1b0d07012ce3fa954e021f70', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1'),
('9', '1', 'B-38', '张伟', 'en', 'Asia/Shanghai', X'9661bcc986235f3b7fcf45cdeddb06c4a2f4992aefddcd865993e740aa402ef5d3e547c5d1e37f0d2b016432b5a4141fdc7c', X'85237033fe69d195c0d4b7c8ff18001c', X'f3f5c8b0369151dc051fdd38ed49f8d7', NULL, '1');
INSERT INTO "case_event" ("id", "case_id", "on", "kind", "stage_id", "from_stage_id", "reason", "version") VALUES
('1', '1', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('2', '2', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('3', '3', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('4', '4', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('5', '5', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('6', '6', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2025-11-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('7', '7', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2025-11-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('8', '8', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('9', '9', '2026-02-02', 'opened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('10', '6', '2026-02-03', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2025-11-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('11', '7', '2026-02-03', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2025-11-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('12', '6', '2026-02-04', 'stage_raised', '3', '2', '{"message": "Overdue since %(since)s; %(stage)s is the last stage.", "values": {"since": {"day": "2025-11-01"}, "stage": {"row": "stage", "id": 3, "name": "firm"}}}', '1'),
('13', '7', '2026-02-04', 'stage_raised', '3', '2', '{"message": "Overdue since %(since)s; %(stage)s is the last stage.", "values": {"since": {"day": "2025-11-01"}, "stage": {"row": "stage", "id": 3, "name": "firm"}}}', '1'),
('14', '2', '2026-02-07', 'closed', NULL, '1', '{"message": "If what is due on %(since)s stays unpaid, %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-03-01"}, "next": {"row": "stage", "id": 1, "name": "initial"}, "day": {"day": "2026-03-02"}}}', '1'),
('15', '1', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('16', '3', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('17', '4', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('18', '5', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('19', '8', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('20', '9', '2026-02-12', 'stage_raised', '2', '1', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "stage": {"row": "stage", "id": 2, "name": "mild"}}}', '1'),
('21', '5', '2026-02-26', 'closed', NULL, '2', '{"message": "Everything is paid.", "values": {}}', '1'),
('22', '2', '2026-03-02', 'reopened', '1', NULL, '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-03-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1'),
('23', '5', '2026-03-03', 'reopened', '2', NULL, '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "day": {"day": "2026-03-19"}}}', '1'),
('24', '9', '2026-03-05', 'stage_lowered', '1', '2', '{"message": "Overdue since %(since)s; %(next)s waits until the reminder of %(stage)s is sent.", "values": {"since": {"day": "2026-03-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "stage": {"row": "stage", "id": 1, "name": "initial"}}}', '1');
INSERT INTO "case_file" ("id", "loan_id", "borrower_id", "reference", "state", "stage_id", "assignee_id", "opened_on", "closed_on", "overdue_since", "balance", "next_stage_on", "next_action_on", "stage_reason", "touched", "reason_id", "reason_basis", "archived_on", "version") VALUES
('1', '1', '1', 'C-000001', 'open', '2', '3', '2026-02-02', NULL, '2026-02-01', '30000', '2026-03-19', '2026-02-13', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "day": {"day": "2026-03-19"}}}', '0', NULL, NULL, NULL, '16'),
('2', '2', '2', 'C-000002', 'open', '1', '3', '2026-03-02', NULL, '2026-03-01', '20000', '2026-03-12', '2026-03-04', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-03-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "day": {"day": "2026-03-12"}}}', '0', NULL, NULL, NULL, '20'),
('3', '3', '3', 'C-000003', 'open', '2', '3', '2026-02-02', NULL, '2026-02-01', '30000', '2026-03-19', '2026-02-13', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "day": {"day": "2026-03-19"}}}', '0', NULL, NULL, NULL, '19'),
('4', '4', '4', 'C-000004', 'open', '2', '3', '2026-02-02', NULL, '2026-02-01', '30000', NULL, '2026-02-13', '{"message": "On hold without an end; %(next)s waits.", "values": {"next": {"row": "stage", "id": 3, "name": "firm"}}}', '0', NULL, NULL, NULL, '15'),
('5', '5', '5', 'C-000005', 'open', '2', '3', '2026-03-03', NULL, '2026-02-01', '30000', '2026-03-19', '2026-03-04', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "day": {"day": "2026-03-19"}}}', '0', NULL, NULL, NULL, '21'),
('6', '6', '6', 'C-000006', 'open', '3', '3', '2026-02-02', NULL, '2025-11-01', '90000', NULL, '2026-03-31', '{"message": "Overdue since %(since)s; %(stage)s is the last stage.", "values": {"since": {"day": "2025-11-01"}, "stage": {"row": "stage", "id": 3, "name": "firm"}}}', '0', NULL, NULL, NULL, '14'),
('7', '7', '7', 'C-000007', 'open', '3', '3', '2026-02-02', NULL, '2025-11-01', '90000', NULL, '2026-02-07', '{"message": "Overdue since %(since)s; %(stage)s is the last stage.", "values": {"since": {"day": "2025-11-01"}, "stage": {"row": "stage", "id": 3, "name": "firm"}}}', '0', NULL, NULL, NULL, '13'),
('8', '8', '8', 'C-000008', 'open', '2', '3', '2026-02-02', NULL, '2026-02-01', '2600000', '2026-03-19', '2026-02-13', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-02-01"}, "next": {"row": "stage", "id": 3, "name": "firm"}, "day": {"day": "2026-03-19"}}}', '0', NULL, NULL, NULL, '15'),
('9', '9', '9', 'C-000009', 'open', '1', '3', '2026-02-02', NULL, '2026-03-01', '2000000', '2026-03-12', '2026-03-07', '{"message": "Overdue since %(since)s; %(next)s starts on %(day)s.", "values": {"since": {"day": "2026-03-01"}, "next": {"row": "stage", "id": 2, "name": "mild"}, "day": {"day": "2026-03-12"}}}', '0', NULL, NULL, NULL, '24');
INSERT INTO "contact" ("id", "borrower_id", "case_id", "at", "channel", "direction", "phone_id", "address_id", "outcome_id", "reason_id", "reason_basis", "note", "user_id", "reminder_id", "version", "decision_id") VALUES
('1', '1', '1', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '1', NULL, '26', NULL, NULL, '', NULL, '1', '1', NULL),
('2', '2', '2', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '2', NULL, '26', NULL, NULL, '', NULL, '2', '1', NULL),
('3', '3', '3', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '3', NULL, '26', NULL, NULL, '', NULL, '3', '1', NULL),
('4', '4', '4', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '4', NULL, '26', NULL, NULL, '', NULL, '4', '1', NULL),
('5', '5', '5', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '5', NULL, '26', NULL, NULL, '', NULL, '5', '1', NULL),
('6', '6', '6', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '6', NULL, '26', NULL, NULL, '', NULL, '6', '1', NULL),
('7', '7', '7', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '7', NULL, '26', NULL, NULL, '', NULL, '7', '1', NULL),
('8', '8', '8', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '8', NULL, '26', NULL, NULL, '', NULL, '8', '1', NULL),
('9', '9', '9', '2026-02-02 04:00:00.000000', 'sms', 'outbound', '9', NULL, '26', NULL, NULL, '', NULL, '9', '1', NULL),
('10', '6', '6', '2026-02-03 04:00:00.000000', 'sms', 'outbound', '6', NULL, '26', NULL, NULL, '', NULL, '10', '1', NULL),
('11', '7', '7', '2026-02-03 04:00:00.000000', 'sms', 'outbound', '7', NULL, '26', NULL, NULL, '', NULL, '11', '1', NULL),
('12', '6', '6', '2026-02-04 04:00:00.000000', 'email', 'outbound', NULL, '6', '27', NULL, NULL, '', NULL, '12', '1', NULL),
('13', '7', '7', '2026-02-04 04:00:00.000000', 'email', 'outbound', NULL, '7', '27', NULL, NULL, '', NULL, '13', '1', NULL),
('14', '1', '1', '2026-02-07 04:00:00.000000', 'sms', 'outbound', '1', NULL, '26', NULL, NULL, '', NULL, '15', '1', NULL),
('15', '4', '4', '2026-02-07 04:00:00.000000', 'sms', 'outbound', '4', NULL, '26', NULL, NULL, '', NULL, '16', '1', NULL),
('16', '5', '5', '2026-02-07 04:00:00.000000', 'sms', 'outbound', '5', NULL, '26', NULL, NULL, '', NULL, '17', '1', NULL),
('17', '8', '8', '2026-02-07 04:00:00.000000', 'sms', 'outbound', '8', NULL, '26', NULL, NULL, '', NULL, '18', '1', NULL),
('18', '9', '9', '2026-02-07 04:00:00.000000', 'sms', 'outbound', '9', NULL, '26', NULL, NULL, '', NULL, '19', '1', NULL),
('19', '3', '3', '2026-02-08 04:00:00.000000', 'sms', 'outbound', '3', NULL, '26', NULL, NULL, '', NULL, '20', '1', NULL),
('20', '3', '3', '2026-02-12 04:00:00.000000', 'sms', 'outbound', '3', NULL, '26', NULL, NULL, '', NULL, '22', '1', NULL),
('21', '4', '4', '2026-02-12 04:00:00.000000', 'sms', 'outbound', '4', NULL, '26', NULL, NULL, '', NULL, '23', '1', NULL),
('22', '5', '5', '2026-02-12 04:00:00.000000', 'sms', 'outbound', '5', NULL, '26', NULL, NULL, '', NULL, '24', '1', NULL),
('23', '8', '8', '2026-02-12 04:00:00.000000', 'sms', 'outbound', '8', NULL, '26', NULL, NULL, '', NULL, '25', '1', NULL),
('24', '9', '9', '2026-02-12 04:00:00.000000', 'sms', 'outbound', '9', NULL, '26', NULL, NULL, '', NULL, '26', '1', NULL),
('25', '1', '1', '2026-02-13 04:00:00.000000', 'sms', 'outbound', '1', NULL, '26', NULL, NULL, '', NULL, '27', '1', NULL),
('26', '3', '3', '2026-02-22 04:00:00.000000', 'sms', 'outbound', '3', NULL, '26', NULL, NULL, '', NULL, '28', '1', NULL),
('27', '4', '4', '2026-02-22 04:00:00.000000', 'sms', 'outbound', '4', NULL, '26', NULL, NULL, '', NULL, '29', '1', NULL),
('28', '5', '5', '2026-02-22 04:00:00.000000', 'sms', 'outbound', '5', NULL, '26', NULL, NULL, '', NULL, '30', '1', NULL),
('29', '8', '8', '2026-02-22 04:00:00.000000', 'sms', 'outbound', '8', NULL, '26', NULL, NULL, '', NULL, '31', '1', NULL),
('30', '1', '1', '2026-02-23 04:00:00.000000', 'sms', 'outbound', '1', NULL, '26', NULL, NULL, '', NULL, '32', '1', NULL),
('31', '7', '7', '2026-02-24 04:00:00.000000', 'email', 'outbound', NULL, '7', '27', NULL, NULL, '', NULL, '33', '1', NULL),
('32', '9', '9', '2026-02-28 04:00:00.000000', 'sms', 'outbound', '9', NULL, '26', NULL, NULL, '', NULL, '34', '1', NULL),
('33', '2', '2', '2026-03-02 04:00:00.000000', 'sms', 'outbound', '2', NULL, '26', NULL, NULL, '', NULL, '35', '1', NULL),
('34', '3', '3', '2026-03-04 04:00:00.000000', 'sms', 'outbound', '3', NULL, '26', NULL, NULL, '', NULL, '36', '1', NULL),
('35', '5', '5', '2026-03-04 04:00:00.000000', 'sms', 'outbound', '5', NULL, '26', NULL, NULL, '', NULL, '37', '1', NULL),
('36', '8', '8', '2026-03-04 04:00:00.000000', 'sms', 'outbound', '8', NULL, '26', NULL, NULL, '', NULL, '38', '1', NULL),
('37', '1', '1', '2026-03-05 04:00:00.000000', 'sms', 'outbound', '1', NULL, '26', NULL, NULL, '', NULL, '39', '1', NULL),
('38', '9', '9', '2026-03-06 04:00:00.000000', 'sms', 'outbound', '9', NULL, '26', NULL, NULL, '', NULL, '40', '1', NULL),
('39', '2', '2', '2026-03-07 04:00:00.000000', 'sms', 'outbound', '2', NULL, '26', NULL, NULL, '', NULL, '41', '1', NULL);
INSERT INTO "decision" ("id", "at", "borrower_id", "case_id", "user_id", "reminder_id", "kind", "channel", "phone_id", "address_id", "verdict", "rules", "warnings", "next_allowed_at", "must_end_by", "facts", "law_version", "policy_version", "override_id", "version") VALUES
('1', '2026-02-02 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('2', '2026-02-02 00:00:00.000000', '2', NULL, NULL, NULL, 'queue', 'sms', '2', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('3', '2026-02-02 00:00:00.000000', '3', NULL, NULL, NULL, 'queue', 'sms', '3', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('4', '2026-02-02 00:00:00.000000', '4', NULL, NULL, NULL, 'queue', 'sms', '4', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('5', '2026-02-02 00:00:00.000000', '5', NULL, NULL, NULL, 'queue', 'sms', '5', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('6', '2026-02-02 00:00:00.000000', '6', NULL, NULL, NULL, 'queue', 'sms', '6', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('7', '2026-02-02 00:00:00.000000', '7', NULL, NULL, NULL, 'queue', 'sms', '7', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('8', '2026-02-02 00:00:00.000000', '8', NULL, NULL, NULL, 'queue', 'sms', '8', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('9', '2026-02-02 00:00:00.000000', '9', NULL, NULL, NULL, 'queue', 'sms', '9', NULL, 'allowed', '', '', '2026-02-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('10', '2026-02-02 04:00:00.000000', '1', NULL, NULL, '1', 'send', 'sms', '1', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('11', '2026-02-02 04:00:00.000000', '2', NULL, NULL, '2', 'send', 'sms', '2', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('12', '2026-02-02 04:00:00.000000', '3', NULL, NULL, '3', 'send', 'sms', '3', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('13', '2026-02-02 04:00:00.000000', '4', NULL, NULL, '4', 'send', 'sms', '4', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('14', '2026-02-02 04:00:00.000000', '5', NULL, NULL, '5', 'send', 'sms', '5', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('15', '2026-02-02 04:00:00.000000', '6', NULL, NULL, '6', 'send', 'sms', '6', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('16', '2026-02-02 04:00:00.000000', '7', NULL, NULL, '7', 'send', 'sms', '7', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('17', '2026-02-02 04:00:00.000000', '8', NULL, NULL, '8', 'send', 'sms', '8', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('18', '2026-02-02 04:00:00.000000', '9', NULL, NULL, '9', 'send', 'sms', '9', NULL, 'allowed', '', '', '2026-02-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": []}', '3f136a458daf', '', NULL, '1'),
('19', '2026-02-03 00:00:00.000000', '6', NULL, NULL, NULL, 'queue', 'sms', '6', NULL, 'allowed', '', '', '2026-02-03 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [6]}', '3f136a458daf', '', NULL, '1'),
('20', '2026-02-03 00:00:00.000000', '7', NULL, NULL, NULL, 'queue', 'sms', '7', NULL, 'allowed', '', '', '2026-02-03 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7]}', '3f136a458daf', '', NULL, '1'),
('21', '2026-02-03 04:00:00.000000', '6', NULL, NULL, '10', 'send', 'sms', '6', NULL, 'allowed', '', '', '2026-02-03 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [6]}', '3f136a458daf', '', NULL, '1'),
('22', '2026-02-03 04:00:00.000000', '7', NULL, NULL, '11', 'send', 'sms', '7', NULL, 'allowed', '', '', '2026-02-03 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7]}', '3f136a458daf', '', NULL, '1'),
('23', '2026-02-04 00:00:00.000000', '6', NULL, NULL, NULL, 'queue', 'email', NULL, '6', 'allowed', '', '', '2026-02-04 00:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [6, 10]}', '3f136a458daf', '', NULL, '1'),
('24', '2026-02-04 00:00:00.000000', '7', NULL, NULL, NULL, 'queue', 'email', NULL, '7', 'allowed', '', '', '2026-02-04 00:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7, 11]}', '3f136a458daf', '', NULL, '1'),
('25', '2026-02-04 04:00:00.000000', '6', NULL, NULL, '12', 'send', 'email', NULL, '6', 'allowed', '', '', '2026-02-04 04:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 6"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [6, 10]}', '3f136a458daf', '', NULL, '1'),
('26', '2026-02-04 04:00:00.000000', '7', NULL, NULL, '13', 'send', 'email', NULL, '7', 'allowed', '', '', '2026-02-04 04:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7, 11]}', '3f136a458daf', '', NULL, '1'),
('27', '2026-02-07 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-02-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1]}', '3f136a458daf', '', NULL, '1'),
('28', '2026-02-07 00:00:00.000000', '4', NULL, NULL, NULL, 'queue', 'sms', '4', NULL, 'allowed', '', '', '2026-02-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4]}', '3f136a458daf', '', NULL, '1'),
('29', '2026-02-07 00:00:00.000000', '5', NULL, NULL, NULL, 'queue', 'sms', '5', NULL, 'allowed', '', '', '2026-02-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5]}', '3f136a458daf', '', NULL, '1'),
('30', '2026-02-07 00:00:00.000000', '8', NULL, NULL, NULL, 'queue', 'sms', '8', NULL, 'allowed', '', '', '2026-02-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8]}', '3f136a458daf', '', NULL, '1'),
('31', '2026-02-07 00:00:00.000000', '9', NULL, NULL, NULL, 'queue', 'sms', '9', NULL, 'allowed', '', '', '2026-02-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9]}', '3f136a458daf', '', NULL, '1'),
('32', '2026-02-07 04:00:00.000000', '1', NULL, NULL, '15', 'send', 'sms', '1', NULL, 'allowed', '', '', '2026-02-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1]}', '3f136a458daf', '', NULL, '1'),
('33', '2026-02-07 04:00:00.000000', '4', NULL, NULL, '16', 'send', 'sms', '4', NULL, 'allowed', '', '', '2026-02-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4]}', '3f136a458daf', '', NULL, '1'),
('34', '2026-02-07 04:00:00.000000', '5', NULL, NULL, '17', 'send', 'sms', '5', NULL, 'allowed', '', '', '2026-02-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5]}', '3f136a458daf', '', NULL, '1'),
('35', '2026-02-07 04:00:00.000000', '8', NULL, NULL, '18', 'send', 'sms', '8', NULL, 'allowed', '', '', '2026-02-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8]}', '3f136a458daf', '', NULL, '1'),
('36', '2026-02-07 04:00:00.000000', '9', NULL, NULL, '19', 'send', 'sms', '9', NULL, 'allowed', '', '', '2026-02-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9]}', '3f136a458daf', '', NULL, '1'),
('37', '2026-02-08 00:00:00.000000', '3', NULL, NULL, NULL, 'queue', 'sms', '3', NULL, 'allowed', '', '', '2026-02-08 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3]}', '3f136a458daf', '', NULL, '1'),
('38', '2026-02-08 04:00:00.000000', '3', NULL, NULL, '20', 'send', 'sms', '3', NULL, 'allowed', '', '', '2026-02-08 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3]}', '3f136a458daf', '', NULL, '1'),
('39', '2026-02-12 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14]}', '3f136a458daf', '', NULL, '1'),
('40', '2026-02-12 00:00:00.000000', '3', NULL, NULL, NULL, 'queue', 'sms', '3', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19]}', '3f136a458daf', '', NULL, '1'),
('41', '2026-02-12 00:00:00.000000', '4', NULL, NULL, NULL, 'queue', 'sms', '4', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4, 15]}', '3f136a458daf', '', NULL, '1'),
('42', '2026-02-12 00:00:00.000000', '5', NULL, NULL, NULL, 'queue', 'sms', '5', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16]}', '3f136a458daf', '', NULL, '1'),
('43', '2026-02-12 00:00:00.000000', '8', NULL, NULL, NULL, 'queue', 'sms', '8', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17]}', '3f136a458daf', '', NULL, '1'),
('44', '2026-02-12 00:00:00.000000', '9', NULL, NULL, NULL, 'queue', 'sms', '9', NULL, 'allowed', '', '', '2026-02-12 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18]}', '3f136a458daf', '', NULL, '1'),
('45', '2026-02-12 04:00:00.000000', '3', NULL, NULL, '22', 'send', 'sms', '3', NULL, 'allowed', '', '', '2026-02-12 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19]}', '3f136a458daf', '', NULL, '1'),
('46', '2026-02-12 04:00:00.000000', '4', NULL, NULL, '23', 'send', 'sms', '4', NULL, 'allowed', '', '', '2026-02-12 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4, 15]}', '3f136a458daf', '', NULL, '1'),
('47', '2026-02-12 04:00:00.000000', '5', NULL, NULL, '24', 'send', 'sms', '5', NULL, 'allowed', '', '', '2026-02-12 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16]}', '3f136a458daf', '', NULL, '1'),
('48', '2026-02-12 04:00:00.000000', '8', NULL, NULL, '25', 'send', 'sms', '8', NULL, 'allowed', '', '', '2026-02-12 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17]}', '3f136a458daf', '', NULL, '1'),
('49', '2026-02-12 04:00:00.000000', '9', NULL, NULL, '26', 'send', 'sms', '9', NULL, 'allowed', '', '', '2026-02-12 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18]}', '3f136a458daf', '', NULL, '1'),
('50', '2026-02-13 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-02-13 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14]}', '3f136a458daf', '', NULL, '1'),
('51', '2026-02-13 04:00:00.000000', '1', NULL, NULL, '27', 'send', 'sms', '1', NULL, 'allowed', '', '', '2026-02-13 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14]}', '3f136a458daf', '', NULL, '1'),
('52', '2026-02-22 00:00:00.000000', '3', NULL, NULL, NULL, 'queue', 'sms', '3', NULL, 'allowed', '', '', '2026-02-22 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19, 20]}', '3f136a458daf', '', NULL, '1'),
('53', '2026-02-22 00:00:00.000000', '4', NULL, NULL, NULL, 'queue', 'sms', '4', NULL, 'allowed', '', '', '2026-02-22 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4, 15, 21]}', '3f136a458daf', '', NULL, '1'),
('54', '2026-02-22 00:00:00.000000', '5', NULL, NULL, NULL, 'queue', 'sms', '5', NULL, 'allowed', '', '', '2026-02-22 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16, 22]}', '3f136a458daf', '', NULL, '1'),
('55', '2026-02-22 00:00:00.000000', '8', NULL, NULL, NULL, 'queue', 'sms', '8', NULL, 'allowed', '', '', '2026-02-22 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17, 23]}', '3f136a458daf', '', NULL, '1'),
('56', '2026-02-22 04:00:00.000000', '3', NULL, NULL, '28', 'send', 'sms', '3', NULL, 'allowed', '', '', '2026-02-22 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19, 20]}', '3f136a458daf', '', NULL, '1'),
('57', '2026-02-22 04:00:00.000000', '4', NULL, NULL, '29', 'send', 'sms', '4', NULL, 'allowed', '', '', '2026-02-22 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 4"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [4, 15, 21]}', '3f136a458daf', '', NULL, '1'),
('58', '2026-02-22 04:00:00.000000', '5', NULL, NULL, '30', 'send', 'sms', '5', NULL, 'allowed', '', '', '2026-02-22 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16, 22]}', '3f136a458daf', '', NULL, '1'),
('59', '2026-02-22 04:00:00.000000', '8', NULL, NULL, '31', 'send', 'sms', '8', NULL, 'allowed', '', '', '2026-02-22 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17, 23]}', '3f136a458daf', '', NULL, '1'),
('60', '2026-02-23 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-02-23 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14, 25]}', '3f136a458daf', '', NULL, '1'),
('61', '2026-02-23 04:00:00.000000', '1', NULL, NULL, '32', 'send', 'sms', '1', NULL, 'allowed', '', '', '2026-02-23 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14, 25]}', '3f136a458daf', '', NULL, '1'),
('62', '2026-02-24 00:00:00.000000', '7', NULL, NULL, NULL, 'queue', 'email', NULL, '7', 'allowed', '', '', '2026-02-24 00:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7, 11, 13]}', '3f136a458daf', '', NULL, '1'),
('63', '2026-02-24 04:00:00.000000', '7', NULL, NULL, '33', 'send', 'email', NULL, '7', 'allowed', '', '', '2026-02-24 04:00:00.000000', NULL, '{"action": {"channel": "email", "to": "borrower", "purpose": "collect", "address": "address 7"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [7, 11, 13]}', '3f136a458daf', '', NULL, '1'),
('64', '2026-02-28 00:00:00.000000', '9', NULL, NULL, NULL, 'queue', 'sms', '9', NULL, 'allowed', '', '', '2026-02-28 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18, 24]}', '3f136a458daf', '', NULL, '1'),
('65', '2026-02-28 04:00:00.000000', '9', NULL, NULL, '34', 'send', 'sms', '9', NULL, 'allowed', '', '', '2026-02-28 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18, 24]}', '3f136a458daf', '', NULL, '1'),
('66', '2026-03-02 00:00:00.000000', '2', NULL, NULL, NULL, 'queue', 'sms', '2', NULL, 'allowed', '', '', '2026-03-02 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [2]}', '3f136a458daf', '', NULL, '1'),
('67', '2026-03-02 04:00:00.000000', '2', NULL, NULL, '35', 'send', 'sms', '2', NULL, 'allowed', '', '', '2026-03-02 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [2]}', '3f136a458daf', '', NULL, '1'),
('68', '2026-03-04 00:00:00.000000', '3', NULL, NULL, NULL, 'queue', 'sms', '3', NULL, 'allowed', '', '', '2026-03-04 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19, 20, 26]}', '3f136a458daf', '', NULL, '1'),
('69', '2026-03-04 00:00:00.000000', '5', NULL, NULL, NULL, 'queue', 'sms', '5', NULL, 'allowed', '', '', '2026-03-04 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16, 22, 28]}', '3f136a458daf', '', NULL, '1'),
('70', '2026-03-04 00:00:00.000000', '8', NULL, NULL, NULL, 'queue', 'sms', '8', NULL, 'allowed', '', '', '2026-03-04 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17, 23, 29]}', '3f136a458daf', '', NULL, '1'),
('71', '2026-03-04 04:00:00.000000', '3', NULL, NULL, '36', 'send', 'sms', '3', NULL, 'allowed', '', '', '2026-03-04 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 3"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [3, 19, 20, 26]}', '3f136a458daf', '', NULL, '1'),
('72', '2026-03-04 04:00:00.000000', '5', NULL, NULL, '37', 'send', 'sms', '5', NULL, 'allowed', '', '', '2026-03-04 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 5"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [5, 16, 22, 28]}', '3f136a458daf', '', NULL, '1'),
('73', '2026-03-04 04:00:00.000000', '8', NULL, NULL, '38', 'send', 'sms', '8', NULL, 'allowed', '', '', '2026-03-04 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 8"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [8, 17, 23, 29]}', '3f136a458daf', '', NULL, '1'),
('74', '2026-03-05 00:00:00.000000', '1', NULL, NULL, NULL, 'queue', 'sms', '1', NULL, 'allowed', '', '', '2026-03-05 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14, 25, 30]}', '3f136a458daf', '', NULL, '1'),
('75', '2026-03-05 04:00:00.000000', '1', NULL, NULL, '39', 'send', 'sms', '1', NULL, 'allowed', '', '', '2026-03-05 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 1"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [1, 14, 25, 30]}', '3f136a458daf', '', NULL, '1'),
('76', '2026-03-06 00:00:00.000000', '9', NULL, NULL, NULL, 'queue', 'sms', '9', NULL, 'allowed', '', '', '2026-03-06 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18, 24, 32]}', '3f136a458daf', '', NULL, '1'),
('77', '2026-03-06 04:00:00.000000', '9', NULL, NULL, '40', 'send', 'sms', '9', NULL, 'allowed', '', '', '2026-03-06 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 9"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [9, 18, 24, 32]}', '3f136a458daf', '', NULL, '1'),
('78', '2026-03-07 00:00:00.000000', '2', NULL, NULL, NULL, 'queue', 'sms', '2', NULL, 'allowed', '', '', '2026-03-07 00:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [2, 33]}', '3f136a458daf', '', NULL, '1'),
('79', '2026-03-07 04:00:00.000000', '2', NULL, NULL, '41', 'send', 'sms', '2', NULL, 'allowed', '', '', '2026-03-07 04:00:00.000000', NULL, '{"action": {"channel": "sms", "to": "borrower", "purpose": "collect", "number": "phone 2"}, "flags": {"sms_consent_or_use_at": "1971-01-01 00:00:00+00:00"}, "zones": ["Asia/Shanghai"], "contacts": [2, 33]}', '3f136a458daf', '', NULL, '1');
INSERT INTO "demand" ("id", "case_id", "reference", "kind", "language", "status", "made_on", "amount", "document_id", "carrier", "tracking_no", "cover_label", "address_used", "dispatched_on", "signer", "settled_on", "problem", "scan_id", "user_id", "version") VALUES
('1', '6', 'D-42', 'placement_notice', 'en', 'dispatched', '2026-02-19', '100', '1', '', '', '', NULL, '2026-02-19', '', NULL, '', NULL, NULL, '1');
INSERT INTO "document" ("id", "digest", "kind", "name", "byte_count", "version") VALUES
('1', '75314f45d7350af3290f0a4ddd12f7fdd9f31ba678eade7686bbcac6e44809b7', 'pdf', 'paper.pdf', '31', '1');
INSERT INTO "episode" ("id", "case_id", "opened_on", "closed_on", "overdue_amount", "version") VALUES
('1', '1', '2026-02-02', NULL, '10000', '1'),
('2', '2', '2026-02-02', '2026-02-07', '10000', '2'),
('3', '3', '2026-02-02', NULL, '10000', '1'),
('4', '4', '2026-02-02', NULL, '10000', '1'),
('5', '5', '2026-02-02', '2026-02-26', '10000', '2'),
('6', '6', '2026-02-02', NULL, '90000', '1'),
('7', '7', '2026-02-02', NULL, '90000', '1'),
('8', '8', '2026-02-02', NULL, '1000000', '1'),
('9', '9', '2026-02-02', NULL, '1000000', '1'),
('10', '2', '2026-03-02', NULL, '10000', '1'),
('11', '5', '2026-03-03', NULL, '20000', '1');
INSERT INTO "hold" ("id", "case_id", "kind", "starts_on", "ends_on", "reason", "review_on", "owner_id", "released_on", "promise_id", "plan_id", "version") VALUES
('1', '2', 'promise', '2026-02-04', '2026-02-10', '{"message": "A promise to pay is running.", "values": {}}', '2026-02-10', '3', '2026-02-07', '1', NULL, '2'),
('2', '3', 'promise', '2026-02-05', '2026-02-07', '{"message": "A promise to pay is running.", "values": {}}', '2026-02-07', '3', '2026-02-08', '2', NULL, '2'),
('3', '9', 'plan', '2026-02-16', NULL, '{"message": "A repayment plan is running.", "values": {}}', '2026-02-24', '3', '2026-02-28', NULL, '1', '2'),
('4', '4', 'dispute', '2026-02-23', NULL, 'the amount is disputed', '2026-04-24', '3', NULL, NULL, NULL, '1');
INSERT INTO "instalment" ("id", "loan_id", "number", "due_on", "principal", "interest", "fee", "paid_principal", "paid_interest", "paid_fee", "version", "paid_overdue_interest", "amount_days", "counts_from") VALUES
('1', '1', '1', '2026-02-01', '10000', '0', '0', '0', '0', '0', '3', '0', '110000', NULL),
('2', '1', '2', '2026-03-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('3', '1', '3', '2026-04-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('4', '2', '1', '2026-02-01', '10000', '0', '0', '10000', '0', '0', '2', '0', '60000', NULL),
('5', '2', '2', '2026-03-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('6', '2', '3', '2026-04-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('7', '3', '1', '2026-02-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('8', '3', '2', '2026-03-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('9', '3', '3', '2026-04-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('10', '4', '1', '2026-02-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('11', '4', '2', '2026-03-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('12', '4', '3', '2026-04-01', '10000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('13', '5', '1', '2026-02-01', '10000', '0', '0', '0', '0', '0', '3', '0', '300000', NULL),
('14', '5', '2', '2026-03-01', '10000', '0', '0', '0', '0', '0', '3', '0', '20000', NULL),
('15', '5', '3', '2026-04-01', '10000', '0', '0', '0', '0', '0', '3', '0', '0', NULL),
('16', '6', '1', '2025-11-01', '90000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('17', '7', '1', '2025-11-01', '90000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('18', '8', '1', '2026-02-01', '1000000', '0', '0', '400000', '0', '0', '2', '0', '2000000', NULL),
('19', '8', '2', '2026-03-01', '1000000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('20', '8', '3', '2026-04-01', '1000000', '0', '0', '0', '0', '0', '1', '0', '0', NULL),
('21', '9', '1', '2026-02-01', '1000000', '0', '0', '1000000', '0', '0', '2', '0', '32000000', NULL),
('22', '9', '2', '2026-03-01', '1000000', '0', '0', '0', '0', '0', '2', '0', '4000000', NULL),
('23', '9', '3', '2026-04-01', '1000000', '0', '0', '0', '0', '0', '1', '0', '0', NULL);
INSERT INTO "job_run" ("id", "job", "business_date", "slot", "status", "started_at", "finished_at", "holder", "counts", "problems", "version") VALUES
('1', 'nightly', '2026-02-02', '', 'done', '2026-02-02 00:00:00.000000', '2026-02-02 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {"opened": 9}, "share_cases": {"assigned": 9}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 9}, "gather_statistics": {}}', '[]', '2'),
('2', 'weekly', '2026-02-02', '', 'done', '2026-02-02 00:00:00.000000', '2026-02-02 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 81}}', '[]', '2'),
('3', 'daytime', '2026-02-02', '12:00', 'done', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {"sent": 9}, "tell_partners": {}}', '[]', '2'),
('4', 'nightly', '2026-02-03', '', 'done', '2026-02-03 00:00:00.000000', '2026-02-03 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {"stage_raised": 2}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 2}, "gather_statistics": {}}', '[]', '2'),
('5', 'daytime', '2026-02-03', '12:00', 'done', '2026-02-03 04:00:00.000000', '2026-02-03 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {"sent": 2}, "tell_partners": {}}', '[]', '2'),
('6', 'nightly', '2026-02-04', '', 'done', '2026-02-04 00:00:00.000000', '2026-02-04 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {"stage_raised": 2}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {"proposed": 2}, "remind_promises": {}, "queue_reminders": {"queued": 2}, "gather_statistics": {}}', '[]', '2'),
('7', 'daytime', '2026-02-04', '12:00', 'done', '2026-02-04 04:00:00.000000', '2026-02-04 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {"sent": 2}, "tell_partners": {}}', '[]', '2'),
('8', 'nightly', '2026-02-05', '', 'done', '2026-02-05 00:00:00.000000', '2026-02-05 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {"open": 1}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('9', 'daytime', '2026-02-05', '12:00', 'done', '2026-02-05 04:00:00.000000', '2026-02-05 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {}, "tell_partners": {}}', '[]', '2'),
('10', 'nightly', '2026-02-06', '', 'done', '2026-02-06 00:00:00.000000', '2026-02-06 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {"open": 2}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('11', 'daytime', '2026-02-06', '12:00', 'done', '2026-02-06 04:00:00.000000', '2026-02-06 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {}, "tell_partners": {}}', '[]', '2'),
('12', 'nightly', '2026-02-07', '', 'done', '2026-02-07 00:00:00.000000', '2026-02-07 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {"open": 2}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {"asked": 1}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {"queued": 1}, "queue_reminders": {"queued": 5}, "gather_statistics": {}}', '[]', '2'),
('13', 'daytime', '2026-02-07', '12:00', 'done', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {"suppressed": 1, "sent": 5}, "tell_partners": {}}', '[]', '2'),
('14', 'nightly', '2026-02-08', '', 'done', '2026-02-08 00:00:00.000000', '2026-02-08 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {"kept": 1, "broken": 1}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('15', 'daytime', '2026-02-08', '12:00', 'done', '2026-02-08 04:00:00.000000', '2026-02-08 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {"sent": 1}, "tell_partners": {}}', '[]', '2'),
('16', 'nightly', '2026-02-09', '', 'done', '2026-02-09 00:00:00.000000', '2026-02-09 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('17', 'weekly', '2026-02-09', '', 'done', '2026-02-09 00:00:00.000000', '2026-02-09 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 108}}', '[]', '2'),
('18', 'daytime', '2026-02-09', '12:00', 'done', '2026-02-09 04:00:00.000000', '2026-02-09 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {}, "tell_partners": {}}', '[]', '2'),
('19', 'nightly', '2026-02-10', '', 'done', '2026-02-10 00:00:00.000000', '2026-02-10 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('20', 'daytime', '2026-02-10', '12:00', 'done', '2026-02-10 04:00:00.000000', '2026-02-10 04:00:00.000000', 'vm/e9620c57:21601', '{"sweep_reminders": {}, "send_reminders": {}, "tell_partners": {}}', '[]', '2'),
('21', 'nightly', '2026-02-11', '', 'done', '2026-02-11 00:00:00.000000', '2026-02-11 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('23', 'nightly', '2026-02-12', '', 'done', '2026-02-12 00:00:00.000000', '2026-02-12 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {"stage_raised": 6}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 6}, "gather_statistics": {}}', '[]', '2'),
('25', 'nightly', '2026-02-13', '', 'done', '2026-02-13 00:00:00.000000', '2026-02-13 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('27', 'nightly', '2026-02-14', '', 'done', '2026-02-14 00:00:00.000000', '2026-02-14 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('29', 'nightly', '2026-02-15', '', 'done', '2026-02-15 00:00:00.000000', '2026-02-15 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('31', 'nightly', '2026-02-16', '', 'done', '2026-02-16 00:00:00.000000', '2026-02-16 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('32', 'weekly', '2026-02-16', '', 'done', '2026-02-16 00:00:00.000000', '2026-02-16 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 123}}', '[]', '2'),
('34', 'nightly', '2026-02-17', '', 'done', '2026-02-17 00:00:00.000000', '2026-02-17 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('36', 'nightly', '2026-02-18', '', 'done', '2026-02-18 00:00:00.000000', '2026-02-18 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('38', 'nightly', '2026-02-19', '', 'done', '2026-02-19 00:00:00.000000', '2026-02-19 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('40', 'nightly', '2026-02-20', '', 'done', '2026-02-20 00:00:00.000000', '2026-02-20 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('42', 'nightly', '2026-02-21', '', 'done', '2026-02-21 00:00:00.000000', '2026-02-21 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('44', 'nightly', '2026-02-22', '', 'done', '2026-02-22 00:00:00.000000', '2026-02-22 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 4}, "gather_statistics": {}}', '[]', '2'),
('46', 'nightly', '2026-02-23', '', 'done', '2026-02-23 00:00:00.000000', '2026-02-23 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('47', 'weekly', '2026-02-23', '', 'done', '2026-02-23 00:00:00.000000', '2026-02-23 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 123}}', '[]', '2'),
('49', 'nightly', '2026-02-24', '', 'done', '2026-02-24 00:00:00.000000', '2026-02-24 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {"planned": 1}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('51', 'nightly', '2026-02-25', '', 'done', '2026-02-25 00:00:00.000000', '2026-02-25 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {"planned": 1}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('53', 'nightly', '2026-02-26', '', 'done', '2026-02-26 00:00:00.000000', '2026-02-26 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {"planned": 1}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('55', 'nightly', '2026-02-27', '', 'done', '2026-02-27 00:00:00.000000', '2026-02-27 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"running": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {"planned": 1}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('57', 'nightly', '2026-02-28', '', 'done', '2026-02-28 00:00:00.000000', '2026-02-28 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"broken": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('59', 'nightly', '2026-03-01', '', 'done', '2026-03-01 00:00:00.000000', '2026-03-01 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('61', 'nightly', '2026-03-02', '', 'done', '2026-03-02 00:00:00.000000', '2026-03-02 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {"reopened": 1}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('62', 'weekly', '2026-03-02', '', 'done', '2026-03-02 00:00:00.000000', '2026-03-02 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 138}}', '[]', '2'),
('64', 'nightly', '2026-03-03', '', 'done', '2026-03-03 00:00:00.000000', '2026-03-03 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('66', 'nightly', '2026-03-04', '', 'done', '2026-03-04 00:00:00.000000', '2026-03-04 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 3}, "gather_statistics": {}}', '[]', '2'),
('68', 'nightly', '2026-03-05', '', 'done', '2026-03-05 00:00:00.000000', '2026-03-05 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('70', 'nightly', '2026-03-06', '', 'done', '2026-03-06 00:00:00.000000', '2026-03-06 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {"broken": 1}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('72', 'nightly', '2026-03-07', '', 'done', '2026-03-07 00:00:00.000000', '2026-03-07 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {"queued": 1}, "gather_statistics": {}}', '[]', '2'),
('74', 'nightly', '2026-03-08', '', 'done', '2026-03-08 00:00:00.000000', '2026-03-08 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('76', 'nightly', '2026-03-09', '', 'done', '2026-03-09 00:00:00.000000', '2026-03-09 00:00:00.000000', 'vm/e9620c57:21601', '{"accrue_interest": {}, "follow_promises": {}, "follow_plans": {}, "follow_offers": {}, "lapse_approvals": {}, "review_holds": {}, "stage_cases": {}, "share_cases": {}, "book_actions": {}, "raise_deadline_alarms": {}, "raise_other_alarms": {}, "propose_referrals": {}, "remind_promises": {}, "queue_reminders": {}, "gather_statistics": {}}', '[]', '2'),
('77', 'weekly', '2026-03-09', '', 'done', '2026-03-09 00:00:00.000000', '2026-03-09 00:00:00.000000', 'vm/e9620c57:21601', '{"measure_week": {"figures": 138}}', '[]', '2');
INSERT INTO "legal_partner" ("id", "name", "jurisdictions", "capacity", "agreement_until", "note", "archived_on", "version", "fee_basis", "fee_rate", "fee_tiers", "flat_fee", "costs_advanced_by", "no_fee_before_demand", "remittance_days", "evaluated_on", "evaluation", "currency") VALUES
('1', 'Law Firm 5', '', '9', '2027-01-01', '', NULL, '1', 'contingent', NULL, '', NULL, 'lender', '1', '30', NULL, '', 'CNY');
INSERT INTO "lender" ("id", "name", "licence", "callback_number", "complaints_number", "pay_to", "archived_on", "version") VALUES
('1', 'Lender One', 'cn_micro_lender', '021-1', '021-2', 'Account 1', NULL, '2');
INSERT INTO "loan" ("id", "portfolio_id", "borrower_id", "contract_no", "currency", "principal", "annual_rate", "opened_on", "maturity_on", "instalment", "disputed", "feed_status", "feed_as_of", "feed_balance", "outstanding_principal", "outstanding_interest", "outstanding_fee", "archived_on", "version", "overdue_rate", "allocation_order", "outstanding_charge", "outstanding_overdue_interest", "accrued_to") VALUES
('1', '1', '1', 'L-9', 'CNY', '30000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '30000', '0', '0', NULL, '4', '0', 'civil_code', '0', '0', NULL),
('2', '1', '2', 'L-13', 'CNY', '30000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '20000', '0', '0', NULL, '3', '0', 'civil_code', '0', '0', NULL),
('3', '1', '3', 'L-17', 'CNY', '30000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '30000', '0', '0', NULL, '2', '0', 'civil_code', '0', '0', NULL),
('4', '1', '4', 'L-21', 'CNY', '30000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '30000', '0', '0', NULL, '2', '0', 'civil_code', '0', '0', NULL),
('5', '1', '5', 'L-25', 'CNY', '30000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '30000', '0', '0', NULL, '4', '0', 'civil_code', '0', '0', NULL),
('6', '1', '6', 'L-29', 'CNY', '90000', '0', '2025-06-01', NULL, NULL, '0', NULL, NULL, NULL, '90000', '0', '0', NULL, '2', '0', 'civil_code', '0', '0', NULL),
('7', '1', '7', 'L-33', 'CNY', '90000', '0', '2025-06-01', NULL, NULL, '0', NULL, NULL, NULL, '90000', '0', '0', NULL, '2', '0', 'civil_code', '0', '0', NULL),
('8', '1', '8', 'L-37', 'JPY', '3000000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '2600000', '0', '0', NULL, '3', '0', 'civil_code', '0', '0', NULL),
('9', '1', '9', 'L-41', 'JPY', '3000000', '0', '2026-01-01', NULL, NULL, '0', NULL, NULL, NULL, '2000000', '0', '0', NULL, '3', '0', 'civil_code', '0', '0', NULL);
INSERT INTO "outcome_code" ("id", "code", "position", "channel", "is_attempt", "is_reached", "is_right_party", "needs", "effect", "next_task", "next_task_days", "name", "name_zh_hans", "name_zh_hant", "archived_on", "version") VALUES
('1', 'NA', '0', 'call', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'No answer', '无人接听', '無人接聽', NULL, '1'),
('2', 'BUSY', '1', 'call', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'Busy or rejected', '占线或挂断', '佔線或掛斷', NULL, '1'),
('3', 'VM', '2', 'call', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'Voicemail left', '语音留言', '語音留言', NULL, '1'),
('4', 'OFF', '3', 'call', '1', '0', '0', 'nothing', 'nothing', 'call', '2', 'Switched off or suspended', '关机或停机', '關機或停機', NULL, '1'),
('5', 'INV', '4', 'call', '1', '0', '0', 'nothing', 'bad_phone', 'other', '1', 'Number invalid', '空号', '空號', NULL, '1'),
('6', 'WRONG', '5', 'call', '1', '1', '0', 'nothing', 'bad_phone', 'other', '1', 'Wrong number', '号码错误', '號碼錯誤', NULL, '1'),
('7', 'TP', '6', 'call', '1', '1', '0', 'nothing', 'nothing', 'call', '2', 'Third party answered', '第三人接听', '第三人接聽', NULL, '1'),
('8', 'RPC-HU', '7', 'call', '1', '1', '1', 'nothing', 'nothing', 'call', '1', 'Right party hung up', '本人挂断', '本人掛斷', NULL, '1'),
('9', 'RPC-CB', '8', 'call', '1', '1', '1', 'moment', 'nothing', 'callback', '1', 'Call back requested', '约定回拨', '約定回撥', NULL, '1'),
('10', 'RPC-INFO', '9', 'call', '1', '1', '1', 'reason', 'nothing', 'call', '2', 'Talked, no commitment', '已沟通，未承诺', '已溝通，未承諾', NULL, '1'),
('11', 'PTP', '10', 'call', '1', '1', '1', 'promise', 'promise', 'follow_promise', '1', 'Promise to pay', '承诺还款', '承諾還款', NULL, '1'),
('12', 'PTP-PLAN', '11', 'call', '1', '1', '1', 'reason', 'plan', 'negotiate', '0', 'Asks for instalments or deferral', '申请分期或延期', '申請分期或延期', NULL, '1'),
('13', 'PAID', '12', 'call', '1', '1', '1', 'note', 'hold', 'check_payment', '1', 'Says it is paid', '称已还款', '稱已還款', NULL, '1'),
('14', 'REF-U', '13', 'call', '1', '1', '1', 'reason', 'nothing', 'negotiate', '1', 'Cannot pay', '无力偿还', '無力償還', NULL, '1'),
('15', 'REF-W', '14', 'call', '1', '1', '1', 'note', 'nothing', 'call', '3', 'Does not want to pay', '拒绝还款', '拒絕還款', NULL, '1'),
('16', 'DISP', '15', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '3', 'Disputes the debt or amount', '对账异议', '對帳異議', NULL, '1'),
('17', 'HARD', '16', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '7', 'Hardship or support needed', '困难或需要支持', '困難或需要支持', NULL, '1'),
('18', 'DEC', '17', 'call', '1', '1', '0', 'note', 'hold', 'review_hold', '7', 'Deceased', '已故', '已故', NULL, '1'),
('19', 'BANK', '18', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '7', 'Insolvent or bankrupt', '破产', '破產', NULL, '1'),
('20', 'ATTY', '19', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '3', 'Represented by a lawyer', '委托律师', '委託律師', NULL, '1'),
('21', 'CEASE', '20', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '3', 'Asks to stop contact', '要求停止联系', '要求停止聯繫', NULL, '1'),
('22', 'CMPL', '21', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '1', 'Complaint', '投诉', '投訴', NULL, '1'),
('23', 'FRAUD', '22', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '1', 'Says it is not their loan', '称被冒名', '稱被冒名', NULL, '1'),
('24', 'THREAT', '23', 'call', '1', '1', '1', 'note', 'hold', 'review_hold', '0', 'Risk of harm', '危险言论', '危險言論', NULL, '1'),
('25', 'LANG', '24', 'call', '1', '1', '1', 'note', 'nothing', 'call', '1', 'Another language needed', '语言障碍', '語言障礙', NULL, '1'),
('26', 'SMS', '25', 'sms', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'Text message sent', '短信已发送', '簡訊已發送', NULL, '1'),
('27', 'EMAIL', '26', 'email', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'E-mail sent', '邮件已发送', '郵件已發送', NULL, '1'),
('28', 'LTR', '27', 'letter', '1', '0', '0', 'nothing', 'nothing', 'call', '1', 'Letter sent', '信函已寄出', '信函已寄出', NULL, '1'),
('29', 'LTR-R', '28', 'letter', '1', '0', '0', 'nothing', 'nothing', 'other', '1', 'Letter returned', '信函退回', '信函退回', NULL, '1'),
('30', 'VIS', '29', 'visit', '1', '0', '0', 'note', 'nothing', 'call', '3', 'Field visit', '外访', '外訪', NULL, '1');
INSERT INTO "overdue_reason" ("id", "code", "position", "name", "name_zh_hans", "name_zh_hant", "archived_on", "version") VALUES
('1', 'cash_flow', '0', 'Forgot, or money came late', '忘记或资金周转晚', '忘記或資金周轉晚', NULL, '1'),
('2', 'job_loss', '1', 'Lost the job', '失业', '失業', NULL, '1'),
('3', 'reduced_income', '2', 'Income fell', '收入减少', '收入減少', NULL, '1'),
('4', 'illness', '3', 'Illness or injury', '疾病或受伤', '疾病或受傷', NULL, '1'),
('5', 'family_event', '4', 'Family event', '家庭变故', '家庭變故', NULL, '1'),
('6', 'over_indebted', '5', 'Owes elsewhere too', '多头负债', '多頭負債', NULL, '1'),
('7', 'business_failure', '6', 'Business failed', '经营失败', '經營失敗', NULL, '1'),
('8', 'disaster', '7', 'Disaster', '灾害', '災害', NULL, '1'),
('9', 'dispute', '8', 'Disputes amount or service', '对金额或服务有异议', '對金額或服務有異議', NULL, '1'),
('10', 'payment_channel', '9', 'Payment channel failed', '还款渠道故障', '還款管道故障', NULL, '1'),
('11', 'contact_lost', '10', 'Moved or contact lost', '搬迁或失联', '搬遷或失聯', NULL, '1'),
('12', 'fraud', '11', 'Fraud or identity theft', '欺诈或冒名', '詐欺或冒名', NULL, '1'),
('13', 'unwilling', '12', 'Unwilling', '还款意愿低', '還款意願低', NULL, '1'),
('14', 'unknown', '13', 'Not known yet', '尚不清楚', '尚不清楚', NULL, '1');
INSERT INTO "payment" ("id", "loan_id", "paid_on", "posted_on", "amount", "reference", "kind", "unapplied", "reverses_id", "note", "batch_id", "version", "component", "receipt_id") VALUES
('1', '8', '2026-02-03', '2026-02-03', '400000', 'BK-yen-2026-02-03', 'payment', '0', NULL, '', NULL, '1', NULL, NULL),
('2', '2', '2026-02-07', '2026-02-07', '10000', 'BK-kept-2026-02-07', 'payment', '0', NULL, '', NULL, '1', NULL, NULL),
('3', '1', '2026-02-10', '2026-02-10', '6000', 'BK-bounced-2026-02-10', 'payment', '0', NULL, '', NULL, '1', NULL, NULL),
('4', '1', '2026-02-12', '2026-02-12', '-6000', '{"message": "reversal of %(reference)s", "values": {"reference": "BK-bounced-2026-02-10"}}', 'reversal', '0', '3', 'returned by the bank', NULL, '1', NULL, NULL),
('5', '5', '2026-02-26', '2026-02-26', '30000', 'BK-back-2026-02-26', 'payment', '0', NULL, '', NULL, '1', NULL, NULL),
('6', '5', '2026-03-03', '2026-03-03', '-30000', '{"message": "reversal of %(reference)s", "values": {"reference": "BK-back-2026-02-26"}}', 'reversal', '0', '5', 'returned by the bank', NULL, '1', NULL, NULL),
('7', '9', '2026-03-05', '2026-03-05', '1000000', 'BK-yen_plan-2026-03-05', 'payment', '0', NULL, '', NULL, '1', NULL, NULL);
INSERT INTO "phone" ("id", "borrower_id", "number", "number_index", "number_tail", "status", "source", "version") VALUES
('1', '1', X'9661bcc9e9fc47a25a7d885c3a79f092cdbbb0a208bde093db892d3d3b2c1932100a1ef249882c14783f63', X'165f8515e15449b5ec6ffcc95205cc00', X'b69aba8351b9dae385f141ca74fc3889', 'unverified', 'entered', '2'),
('2', '2', X'9661bcc9cd0ea3e6f05d91db1be07fcca5e771a825e0e96beee8cc5ad8d521b051bfbfcb227e75308a983a', X'23d072e19f767026b9063763cefbff07', X'cfd170e3a779b08281e97395e787e467', 'unverified', 'entered', '2'),
('3', '3', X'9661bcc9528cd55593abad8ac0d1f35dfe6ed011eb1cb7b673e535ba5ae31fa22d74ad00289037ae90679f', X'06f54932e07419feab1661cc3bea3a84', X'a95f627ea6239a45536ec6ce3de0ba1c', 'unverified', 'entered', '2'),
('4', '4', X'9661bcc9b0849f146d72cf977c4a2ce8bc9cc63f3f7da7032ebe8d99580e4e2f7b9156c0647a45c97bb297', X'f0fe05dc8dd658f1161c361628eafa34', X'2d431692f2cbb12e9643358ecde6ed48', 'unverified', 'entered', '2'),
('5', '5', X'9661bcc90412aad0eb873e2b871d48db8563774188db50ce1f956f5b15a0bcc047e003d5a360f4ba18c705', X'0c294fe9914a392bfd68d4f89df9adb0', X'02fbe90228d9e9e5a5d4bca67ac9a18b', 'unverified', 'entered', '2'),
('6', '6', X'9661bcc9ee1da7f6e6a78f7c59b62389e0ad75b840f1a2ca7a97b5ba8fb0282512508381981cc910f758f5', X'9d337618c033a1e9011f221aa2655469', X'7a601c79407a8f86a07dfa78b74d5229', 'unverified', 'entered', '2'),
('7', '7', X'9661bcc94ec5e2080115c9b5577ec19d4d42eabd0a5460062289eec1158bc76584a625ee6fe4c21c3742d1', X'50de2cc67d4e25396e312e0f4e4881a1', X'95f82bcd604fc4cee35efe2fac448632', 'unverified', 'entered', '2'),
('8', '8', X'9661bcc9c9c171b84856acb34e070533d1a13a09496eeb371b9ec284b356140bd32557184c1c0ef2ab1059', X'67be788feca4fa8172e212fcf55caecb', X'f1942e2478f082e27ce252cf53ee157a', 'unverified', 'entered', '2'),
('9', '9', X'9661bcc9b8c0b4fd4dfb048966ed6ab1e66a92d61aa4457131c0de85868a592d3d49ed36e5e424296633ab', X'4a627b51286cada8660e143a84a8d7fd', X'f11fbb0f60ccac4ae5c6654a1abb68f5', 'unverified', 'entered', '2');
INSERT INTO "plan" ("id", "case_id", "kind", "total", "count", "first_on", "every", "grace_days", "status", "proposed_on", "agreed_on", "evidence", "ended_on", "end_reason", "proposed_by_id", "version", "pay_day", "holiday_months", "threshold_rate", "document_id", "broken_no") VALUES
('1', '9', 'equal_instalments', '3000000', '3', '2026-02-23', 'month', '3', 'broken', '2026-02-16', '2026-02-16', 'a signed form', '2026-02-28', '{"message": "An instalment was not paid in time.", "values": {}}', NULL, '2', NULL, '0', '950000', NULL, '1');
INSERT INTO "plan_instalment" ("id", "plan_id", "number", "due_on", "amount", "paid", "version") VALUES
('1', '1', '1', '2026-02-24', '1000000', '1000000', '2'),
('2', '1', '2', '2026-03-23', '1000000', '0', '1'),
('3', '1', '3', '2026-04-23', '1000000', '0', '1');
INSERT INTO "policy" ("id", "name", "requires_sent", "min_overdue", "starts_on", "archived_on", "version", "promise_grace_days", "promise_threshold_rate", "promise_most_days", "promise_again_most", "dispute_days", "hardship_review_days", "plan_grace_days", "plan_threshold_rate", "legal_recovery_rate", "legal_fee_rate", "legal_cost", "currency") VALUES
('1', 'Standard CN', '1', '0', '2026-01-01', NULL, '1', '2', '950000', '14', '2', '15', '30', '3', '950000', NULL, NULL, NULL, 'CNY');
INSERT INTO "portfolio" ("id", "lender_id", "policy_id", "name", "payments_as_of", "archived_on", "version", "payments_good_for_days", "bought_from") VALUES
('1', '1', '1', 'Book 1', NULL, NULL, '1', '7', '');
INSERT INTO "prime_rate" ("id", "published_on", "one_year_rate", "source", "version") VALUES
('1', '2019-08-20', '42500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('2', '2019-09-20', '42000', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('3', '2019-11-20', '41500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('4', '2020-02-20', '40500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('5', '2020-04-20', '38500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('6', '2021-12-20', '38000', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('7', '2022-01-20', '37000', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('8', '2022-08-22', '36500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('9', '2023-06-20', '35500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('10', '2023-08-21', '34500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('11', '2024-07-22', '33500', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('12', '2024-10-21', '31000', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1'),
('13', '2025-05-20', '30000', 'National Interbank Funding Center on behalf of the People''s Bank of China, one-year LPR, published monthly', '1');
INSERT INTO "promise" ("id", "case_id", "amount", "made_on", "due_on", "grace_days", "threshold_rate", "status", "paid_amount", "settled_on", "contact_id", "made_by_id", "superseded_by_id", "version", "reminder_id") VALUES
('1', '2', '10000', '2026-02-04', '2026-02-08', '2', '950000', 'kept', '10000', '2026-02-07', NULL, NULL, NULL, '3', '14'),
('2', '3', '10000', '2026-02-05', '2026-02-05', '2', '950000', 'broken', '0', '2026-02-08', NULL, NULL, NULL, '2', NULL);
INSERT INTO "referral" ("id", "case_id", "partner_id", "reference", "status", "status_on", "referred_on", "claim_amount", "claim_as_of", "partner_file_no", "court", "docket_no", "next_on", "closed_on", "referred_by_id", "version", "reasons", "settlement_floor", "cost_cap", "sent_anyway", "packet_id", "missing_items", "demand_on", "demand_delivery", "filed_amount", "served_on", "service_method", "judgment_on", "judgment_amount", "judgment_rate", "perform_by", "measures", "settlement_plan", "recalled_on", "deletion_id", "filed_on") VALUES
('1', '6', '1', 'R-000001', 'received', '2026-02-19', '2026-02-19', '90000', '2026-02-19', 'F-1', '', '', '2026-03-31', NULL, NULL, '3', '{"message": "%(parts)s", "values": {"parts": [{"message": "load %(load)s of %(capacity)s", "values": {"load": 0, "capacity": 9}}]}}', NULL, NULL, 'the papers follow', NULL, '', NULL, '', NULL, NULL, '', NULL, NULL, NULL, NULL, '', '', NULL, NULL, NULL),
('2', '7', '1', 'R-000002', 'proposed', '2026-02-04', NULL, '90000', '2026-02-04', '', '', '', NULL, NULL, NULL, '1', '{"message": "%(parts)s", "values": {"parts": [{"message": "load %(load)s of %(capacity)s", "values": {"load": 1, "capacity": 9}}]}}', NULL, NULL, '', NULL, '', NULL, '', NULL, NULL, '', NULL, NULL, NULL, NULL, '', '', NULL, NULL, NULL);
INSERT INTO "referral_event" ("id", "referral_id", "at", "status", "note", "user_id", "version", "document_id", "happened_on", "against") VALUES
('1', '1', '2026-02-04 00:00:00.000000', 'proposed', '{"message": "%(parts)s", "values": {"parts": [{"message": "load %(load)s of %(capacity)s", "values": {"load": 0, "capacity": 9}}]}}', NULL, '1', NULL, NULL, NULL),
('2', '2', '2026-02-04 00:00:00.000000', 'proposed', '{"message": "%(parts)s", "values": {"parts": [{"message": "load %(load)s of %(capacity)s", "values": {"load": 1, "capacity": 9}}]}}', NULL, '1', NULL, NULL, NULL),
('3', '1', '2026-02-19 03:00:00.000000', 'sent', '', NULL, '1', NULL, NULL, NULL),
('4', '1', '2026-02-19 03:00:00.000000', 'received', '', NULL, '1', NULL, NULL, NULL);
INSERT INTO "reminder" ("id", "borrower_id", "stage_id", "channel", "language", "phone_id", "address_id", "subject", "body", "queued_on", "status", "attempts", "claimed_at", "sent_at", "provider_reference", "problem", "version", "gateway_code", "gateway_values", "delivered_at", "printed_on") VALUES
('1', '1', '1', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-1.json', '', '4', '', '{}', NULL, NULL),
('2', '2', '1', 'sms', 'en', '2', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-2.json', '', '4', '', '{}', NULL, NULL),
('3', '3', '1', 'sms', 'en', '3', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-3.json', '', '4', '', '{}', NULL, NULL),
('4', '4', '1', 'sms', 'en', '4', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-4.json', '', '4', '', '{}', NULL, NULL),
('5', '5', '1', 'sms', 'en', '5', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-5.json', '', '4', '', '{}', NULL, NULL),
('6', '6', '1', 'sms', 'en', '6', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥900.00 was due on November 1, 2025 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-6.json', '', '4', '', '{}', NULL, NULL),
('7', '7', '1', 'sms', 'en', '7', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥900.00 was due on November 1, 2025 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-7.json', '', '4', '', '{}', NULL, NULL),
('8', '8', '1', 'sms', 'en', '8', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-8.json', '', '4', '', '{}', NULL, NULL),
('9', '9', '1', 'sms', 'en', '9', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-02', 'sent', '1', '2026-02-02 04:00:00.000000', '2026-02-02 04:00:00.000000', 'outbox:reminder-9.json', '', '4', '', '{}', NULL, NULL),
('10', '6', '2', 'sms', 'en', '6', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥900.00 is 94 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-03', 'sent', '1', '2026-02-03 04:00:00.000000', '2026-02-03 04:00:00.000000', 'outbox:reminder-10.json', '', '4', '', '{}', NULL, NULL),
('11', '7', '2', 'sms', 'en', '7', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥900.00 is 94 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-03', 'sent', '1', '2026-02-03 04:00:00.000000', '2026-02-03 04:00:00.000000', 'outbox:reminder-11.json', '', '4', '', '{}', NULL, NULL),
('12', '6', '3', 'email', 'en', NULL, '6', 'Where contract L-29 stands', 'Dear 张伟,

I am Person 4 of Lender One. CN¥900.00 under contract L-29 has been overdue since November 1, 2025; on February 4, 2026 it is 95 days past due.

This is where it stands: the amount is unpaid, and no repayment plan is running. You can now (1) pay it (Account 1); (2) ask for instalments or a later date, free of charge; (3) if you do not agree with the amount, say so and send what supports it, and we will check.

Please tell us which of these you choose, and on which day: 021-1. If we cannot agree, we may take the matter to court as the law allows; we would tell you in writing beforehand. Paying on time helps to keep a good credit record.

We still hope to solve this together with you.

Person 4
Lender One
If you are unhappy with our service, call 021-2. To receive no more e-mails, reply "unsubscribe".', '2026-02-04', 'sent', '1', '2026-02-04 04:00:00.000000', '2026-02-04 04:00:00.000000', 'outbox:reminder-12.eml', '', '4', '', '{}', NULL, NULL),
('13', '7', '3', 'email', 'en', NULL, '7', 'Where contract L-33 stands', 'Dear 张伟,

I am Person 4 of Lender One. CN¥900.00 under contract L-33 has been overdue since November 1, 2025; on February 4, 2026 it is 95 days past due.

This is where it stands: the amount is unpaid, and no repayment plan is running. You can now (1) pay it (Account 1); (2) ask for instalments or a later date, free of charge; (3) if you do not agree with the amount, say so and send what supports it, and we will check.

Please tell us which of these you choose, and on which day: 021-1. If we cannot agree, we may take the matter to court as the law allows; we would tell you in writing beforehand. Paying on time helps to keep a good credit record.

We still hope to solve this together with you.

Person 4
Lender One
If you are unhappy with our service, call 021-2. To receive no more e-mails, reply "unsubscribe".', '2026-02-04', 'sent', '1', '2026-02-04 04:00:00.000000', '2026-02-04 04:00:00.000000', 'outbox:reminder-13.eml', '', '4', '', '{}', NULL, NULL),
('14', '2', '1', 'sms', 'en', '2', NULL, '', 'Lender One: Dear 张伟, this is Person 4. You told us that CN¥100.00 would be paid by February 8, 2026. How to pay: Account 1. If something has come in between, call 021-1 and we look for another day together. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'suppressed', '0', NULL, NULL, NULL, '{"message": "A case it speaks of is not open any more.", "values": {}}', '2', '', '{}', NULL, NULL),
('15', '1', '1', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'sent', '1', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'outbox:reminder-15.json', '', '4', '', '{}', NULL, NULL),
('16', '4', '1', 'sms', 'en', '4', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'sent', '1', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'outbox:reminder-16.json', '', '4', '', '{}', NULL, NULL),
('17', '5', '1', 'sms', 'en', '5', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'sent', '1', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'outbox:reminder-17.json', '', '4', '', '{}', NULL, NULL),
('18', '8', '1', 'sms', 'en', '8', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥6,000 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'sent', '1', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'outbox:reminder-18.json', '', '4', '', '{}', NULL, NULL),
('19', '9', '1', 'sms', 'en', '9', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-07', 'sent', '1', '2026-02-07 04:00:00.000000', '2026-02-07 04:00:00.000000', 'outbox:reminder-19.json', '', '4', '', '{}', NULL, NULL),
('20', '3', '1', 'sms', 'en', '3', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on February 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-02-08', 'sent', '1', '2026-02-08 04:00:00.000000', '2026-02-08 04:00:00.000000', 'outbox:reminder-20.json', '', '4', '', '{}', NULL, NULL),
('21', '1', '2', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥40.00 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'suppressed', '0', NULL, NULL, NULL, '{"message": "Money came in since it was written.", "values": {}}', '2', '', '{}', NULL, NULL),
('22', '3', '2', 'sms', 'en', '3', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'sent', '1', '2026-02-12 04:00:00.000000', '2026-02-12 04:00:00.000000', 'outbox:reminder-22.json', '', '4', '', '{}', NULL, NULL),
('23', '4', '2', 'sms', 'en', '4', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'sent', '1', '2026-02-12 04:00:00.000000', '2026-02-12 04:00:00.000000', 'outbox:reminder-23.json', '', '4', '', '{}', NULL, NULL),
('24', '5', '2', 'sms', 'en', '5', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'sent', '1', '2026-02-12 04:00:00.000000', '2026-02-12 04:00:00.000000', 'outbox:reminder-24.json', '', '4', '', '{}', NULL, NULL),
('25', '8', '2', 'sms', 'en', '8', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥6,000 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'sent', '1', '2026-02-12 04:00:00.000000', '2026-02-12 04:00:00.000000', 'outbox:reminder-25.json', '', '4', '', '{}', NULL, NULL),
('26', '9', '2', 'sms', 'en', '9', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 is 11 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-12', 'sent', '1', '2026-02-12 04:00:00.000000', '2026-02-12 04:00:00.000000', 'outbox:reminder-26.json', '', '4', '', '{}', NULL, NULL),
('27', '1', '2', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 12 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-13', 'sent', '1', '2026-02-13 04:00:00.000000', '2026-02-13 04:00:00.000000', 'outbox:reminder-27.json', '', '4', '', '{}', NULL, NULL),
('28', '3', '2', 'sms', 'en', '3', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 21 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-22', 'sent', '1', '2026-02-22 04:00:00.000000', '2026-02-22 04:00:00.000000', 'outbox:reminder-28.json', '', '4', '', '{}', NULL, NULL),
('29', '4', '2', 'sms', 'en', '4', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 21 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-22', 'sent', '1', '2026-02-22 04:00:00.000000', '2026-02-22 04:00:00.000000', 'outbox:reminder-29.json', '', '4', '', '{}', NULL, NULL),
('30', '5', '2', 'sms', 'en', '5', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 21 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-22', 'sent', '1', '2026-02-22 04:00:00.000000', '2026-02-22 04:00:00.000000', 'outbox:reminder-30.json', '', '4', '', '{}', NULL, NULL),
('31', '8', '2', 'sms', 'en', '8', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥6,000 is 21 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-22', 'sent', '1', '2026-02-22 04:00:00.000000', '2026-02-22 04:00:00.000000', 'outbox:reminder-31.json', '', '4', '', '{}', NULL, NULL),
('32', '1', '2', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 is 22 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-23', 'sent', '1', '2026-02-23 04:00:00.000000', '2026-02-23 04:00:00.000000', 'outbox:reminder-32.json', '', '4', '', '{}', NULL, NULL),
('33', '7', '3', 'email', 'en', NULL, '7', 'Where contract L-33 stands', 'Dear 张伟,

I am Person 4 of Lender One. CN¥900.00 under contract L-33 has been overdue since November 1, 2025; on February 24, 2026 it is 115 days past due.

This is where it stands: the amount is unpaid, and no repayment plan is running. You can now (1) pay it (Account 1); (2) ask for instalments or a later date, free of charge; (3) if you do not agree with the amount, say so and send what supports it, and we will check.

Please tell us which of these you choose, and on which day: 021-1. If we cannot agree, we may take the matter to court as the law allows; we would tell you in writing beforehand. Paying on time helps to keep a good credit record.

We still hope to solve this together with you.

Person 4
Lender One
If you are unhappy with our service, call 021-2. To receive no more e-mails, reply "unsubscribe".', '2026-02-24', 'sent', '1', '2026-02-24 04:00:00.000000', '2026-02-24 04:00:00.000000', 'outbox:reminder-33.eml', '', '4', '', '{}', NULL, NULL),
('34', '9', '2', 'sms', 'en', '9', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 is 27 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-02-28', 'sent', '1', '2026-02-28 04:00:00.000000', '2026-02-28 04:00:00.000000', 'outbox:reminder-34.json', '', '4', '', '{}', NULL, NULL),
('35', '2', '1', 'sms', 'en', '2', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on March 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-03-02', 'sent', '1', '2026-03-02 04:00:00.000000', '2026-03-02 04:00:00.000000', 'outbox:reminder-35.json', '', '4', '', '{}', NULL, NULL),
('36', '3', '2', 'sms', 'en', '3', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥200.00 is 31 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-03-04', 'sent', '1', '2026-03-04 04:00:00.000000', '2026-03-04 04:00:00.000000', 'outbox:reminder-36.json', '', '4', '', '{}', NULL, NULL),
('37', '5', '2', 'sms', 'en', '5', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥200.00 is 31 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-03-04', 'sent', '1', '2026-03-04 04:00:00.000000', '2026-03-04 04:00:00.000000', 'outbox:reminder-37.json', '', '4', '', '{}', NULL, NULL),
('38', '8', '2', 'sms', 'en', '8', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥16,000 is 31 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-03-04', 'sent', '1', '2026-03-04 04:00:00.000000', '2026-03-04 04:00:00.000000', 'outbox:reminder-38.json', '', '4', '', '{}', NULL, NULL),
('39', '1', '2', 'sms', 'en', '1', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥200.00 is 32 days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? 021-1. We hope to solve this together with you. Reply STOP to opt out.', '2026-03-05', 'sent', '1', '2026-03-05 04:00:00.000000', '2026-03-05 04:00:00.000000', 'outbox:reminder-39.json', '', '4', '', '{}', NULL, NULL),
('40', '9', '1', 'sms', 'en', '9', NULL, '', 'Lender One: Dear 张伟, this is Person 4. ¥10,000 was due on March 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-03-06', 'sent', '1', '2026-03-06 04:00:00.000000', '2026-03-06 04:00:00.000000', 'outbox:reminder-40.json', '', '4', '', '{}', NULL, NULL),
('41', '2', '1', 'sms', 'en', '2', NULL, '', 'Lender One: Dear 张伟, this is Person 4. CN¥100.00 was due on March 1, 2026 and has not reached us yet. On which day could you pay? Call 021-1; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '2026-03-07', 'sent', '1', '2026-03-07 04:00:00.000000', '2026-03-07 04:00:00.000000', 'outbox:reminder-41.json', '', '4', '', '{}', NULL, NULL);
INSERT INTO "reminder_case" ("id", "reminder_id", "case_id", "stage_id", "version") VALUES
('1', '1', '1', '1', '1'),
('2', '2', '2', '1', '1'),
('3', '3', '3', '1', '1'),
('4', '4', '4', '1', '1'),
('5', '5', '5', '1', '1'),
('6', '6', '6', '1', '1'),
('7', '7', '7', '1', '1'),
('8', '8', '8', '1', '1'),
('9', '9', '9', '1', '1'),
('10', '10', '6', '2', '1'),
('11', '11', '7', '2', '1'),
('12', '12', '6', '3', '1'),
('13', '13', '7', '3', '1'),
('14', '14', '2', '1', '1'),
('15', '15', '1', '1', '1'),
('16', '16', '4', '1', '1'),
('17', '17', '5', '1', '1'),
('18', '18', '8', '1', '1'),
('19', '19', '9', '1', '1'),
('20', '20', '3', '1', '1'),
('21', '21', '1', '2', '1'),
('22', '22', '3', '2', '1'),
('23', '23', '4', '2', '1'),
('24', '24', '5', '2', '1'),
('25', '25', '8', '2', '1'),
('26', '26', '9', '2', '1'),
('27', '27', '1', '2', '1'),
('28', '28', '3', '2', '1'),
('29', '29', '4', '2', '1'),
('30', '30', '5', '2', '1'),
('31', '31', '8', '2', '1'),
('32', '32', '1', '2', '1'),
('33', '33', '7', '3', '1'),
('34', '34', '9', '2', '1'),
('35', '35', '2', '1', '1'),
('36', '36', '3', '2', '1'),
('37', '37', '5', '2', '1'),
('38', '38', '8', '2', '1'),
('39', '39', '1', '2', '1'),
('40', '40', '9', '1', '1'),
('41', '41', '2', '1', '1');
INSERT INTO "stage" ("id", "policy_id", "position", "key", "trigger", "days", "channel", "fallback_channel", "remind_every_days", "next_task", "next_task_days", "offers_plan", "proposes_referral", "name", "name_zh_hans", "name_zh_hant", "version") VALUES
('1', '1', '0', 'initial', 'days_past_due', '1', 'sms', 'email', '5', 'call', '2', '0', '0', 'Initial', '初次', '初次', '1'),
('2', '1', '1', 'mild', 'days_past_due', '11', 'sms', 'email', '10', 'negotiate', '1', '1', '0', 'Mild', '温和', '溫和', '1'),
('3', '1', '2', 'firm', 'days_past_due', '46', 'letter', 'email', '20', 'call', '3', '1', '1', 'Firm', '强硬', '強硬', '1');
INSERT INTO "task" ("id", "case_id", "kind", "due_on", "due_at", "note", "by_person", "done_at", "done_by_id", "version") VALUES
('1', '1', 'negotiate', '2026-02-13', NULL, '', '0', NULL, NULL, '2'),
('2', '2', 'call', '2026-02-04', NULL, '', '0', '2026-02-04 03:00:00.000000', NULL, '2'),
('3', '3', 'call', '2026-02-04', NULL, '', '0', '2026-02-05 03:00:00.000000', NULL, '2'),
('4', '4', 'negotiate', '2026-02-13', NULL, '', '0', NULL, NULL, '2'),
('5', '5', 'negotiate', '2026-02-13', NULL, '', '0', '2026-02-25 16:00:00.000000', NULL, '3'),
('6', '6', 'call', '2026-02-07', NULL, '', '0', '2026-02-19 03:00:00.000000', NULL, '4'),
('7', '7', 'call', '2026-02-07', NULL, '', '0', NULL, NULL, '3'),
('8', '8', 'negotiate', '2026-02-13', NULL, '', '0', NULL, NULL, '2'),
('9', '9', 'negotiate', '2026-02-13', NULL, '', '0', '2026-02-16 03:00:00.000000', NULL, '3'),
('10', '2', 'follow_promise', '2026-02-11', NULL, '', '0', '2026-02-06 16:00:00.000000', NULL, '2'),
('11', '3', 'follow_promise', '2026-02-08', NULL, '', '0', '2026-02-07 00:00:00.000000', NULL, '2'),
('12', '3', 'review_hold', '2026-02-07', NULL, '{"message": "A promise to pay is running.", "values": {}}', '0', '2026-02-08 00:00:00.000000', NULL, '2'),
('13', '2', 'call', '2026-02-09', NULL, '', '0', '2026-02-06 16:00:00.000000', NULL, '2'),
('14', '3', 'negotiate', '2026-02-13', NULL, '', '0', NULL, NULL, '2'),
('15', '9', 'follow_plan', '2026-02-27', NULL, '', '1', '2026-02-28 00:00:00.000000', NULL, '2'),
('16', '6', 'follow_referral', '2026-02-26', NULL, 'R-000001', '1', '2026-02-19 03:00:00.000000', NULL, '2'),
('17', '6', 'follow_referral', '2026-03-31', NULL, 'R-000001', '1', NULL, NULL, '1'),
('18', '9', 'call', '2026-03-07', NULL, '', '0', NULL, NULL, '2'),
('19', '2', 'call', '2026-03-04', NULL, '', '0', NULL, NULL, '1'),
('20', '5', 'negotiate', '2026-03-04', NULL, '', '0', NULL, NULL, '1');
INSERT INTO "team" ("id", "name", "time_zone", "language", "is_demo", "version") VALUES
('1', 'Desk One', 'Asia/Shanghai', 'en', '1', '1');
INSERT INTO "template" ("id", "stage_id", "channel", "language", "subject", "body", "version", "gateway_code", "gateway_variables") VALUES
('1', '1', 'call', 'en', '', 'Good day, am I speaking with {{ name }}? (Say nothing of the loan before this is sure.)
I am {{ collector }} of {{ lender }}. {{ amount }} was due on {{ overdue_since }}, and I would like to remind you of it.
Was it forgotten, or has something made it difficult? (Record the reason.)
On which day could you pay? May I note that day and remind you the day before?
Thank you. You can always reach us at {{ callback_number }}; we hope to solve this together with you.', '1', '', ''),
('2', '1', 'call', 'zh_Hans', '', '您好，请问是{{ name }}本人吗？（确认本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}于{{ overdue_since }}到期，想提醒您一下。
是忘记了，还是最近遇到了什么困难？（记录原因。）
您方便在哪一天还款？我记下日期，前一天再提醒您，好吗？
谢谢您。有任何问题请打{{ callback_number }}，我们希望与您一起解决问题。', '1', '', ''),
('3', '1', 'call', 'zh_Hant', '', '您好，請問是{{ name }}本人嗎？（確認本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}於{{ overdue_since }}到期，想提醒您一下。
是忘記了，還是最近遇到了什麼困難？（記錄原因。）
您方便在哪一天還款？我記下日期，前一天再提醒您，好嗎？
謝謝您。有任何問題請打{{ callback_number }}，我們希望與您一起解決問題。', '1', '', ''),
('4', '1', 'email', 'en', 'Your payment that was due on {{ overdue_since }}', 'Dear {{ name }},

I am {{ collector }} of {{ lender }}. Under contract {{ contracts }} an amount of {{ amount }} was due on {{ overdue_since }}; by {{ today }} it has not reached us. It may simply have been forgotten, as happens to many people.

On which day could you pay? Please reply with a date, or call {{ callback_number }}. How to pay: {{ pay_to }}.

Paying on time helps to keep a good credit record. If something has made it difficult, tell us: we hope to solve this together with you. If you have already paid, please ignore this message.

{{ collector }}
{{ lender }}
If you are unhappy with our service, call {{ complaints_number }}. To receive no more e-mails, reply "unsubscribe".', '1', '', ''),
('5', '1', 'email', 'zh_Hans', '关于您{{ overdue_since }}到期的款项', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。合同{{ contracts }}项下有{{ amount }}于{{ overdue_since }}到期，截至{{ today }}我们尚未收到。也许只是忘记了，这很常见。

您方便在哪一天还款？请直接回复一个日期，或致电{{ callback_number }}。还款方式：{{ pay_to }}。

按时还款有助于保持良好的信用记录。如果您遇到了困难，也请告诉我们，我们希望与您一起解决问题。如果您已经还款，请忽略这封邮件。

{{ collector }}
{{ lender }}
如对我们的服务有意见，请致电{{ complaints_number }}。不希望再收到邮件，请回复“退订”。', '1', '', ''),
('6', '1', 'email', 'zh_Hant', '關於您{{ overdue_since }}到期的款項', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。契約{{ contracts }}項下有{{ amount }}於{{ overdue_since }}到期，截至{{ today }}我們尚未收到。也許只是忘記了，這很常見。

您方便在哪一天還款？請直接回覆一個日期，或致電{{ callback_number }}。還款方式：{{ pay_to }}。

按時還款有助於維持良好的信用紀錄。如果您遇到了困難，也請告訴我們，我們希望與您一起解決問題。如果您已經還款，請忽略這封郵件。

{{ collector }}
{{ lender }}
如對我們的服務有意見，請致電{{ complaints_number }}。不希望再收到郵件，請回覆「退訂」。', '1', '', ''),
('7', '1', 'letter', 'en', 'A reminder of your payment', 'Dear {{ name }},

Under contract {{ contracts }} with {{ lender }} an amount of {{ amount }} was due on {{ overdue_since }}; on {{ today }} it is {{ days_past_due }} days past due.

Please tell us on which day you can pay. At {{ callback_number }} you can ask for details, agree on a date, or tell us about your situation; if you do not agree with the amount, say so and send what supports it, and we will check. How to pay: {{ pay_to }}.

Paying on time helps to keep a good credit record. We hope to solve this together with you. If you have already paid, please ignore this letter.

{{ collector }}
{{ lender }}
Complaints and suggestions: {{ complaints_number }}', '1', '', ''),
('8', '1', 'letter', 'zh_Hans', '还款提醒', '{{ name }}您好：

您与{{ lender }}签订的合同{{ contracts }}项下，有{{ amount }}于{{ overdue_since }}到期，截至{{ today }}已逾期{{ days_past_due }}天。

请告诉我们您方便在哪一天还款。您可以致电{{ callback_number }}查询明细、约定日期，或说明您的情况；如您对金额有异议，也请提出并附上相关材料，我们会核实。还款方式：{{ pay_to }}。

按时还款有助于保持良好的信用记录。我们希望与您一起解决问题。如果您已经还款，请忽略此函。

{{ collector }}
{{ lender }}
投诉与建议：{{ complaints_number }}', '1', '', ''),
('9', '1', 'letter', 'zh_Hant', '還款提醒', '{{ name }}您好：

您與{{ lender }}簽訂的契約{{ contracts }}項下，有{{ amount }}於{{ overdue_since }}到期，截至{{ today }}已逾期{{ days_past_due }}天。

請告訴我們您方便在哪一天還款。您可以致電{{ callback_number }}查詢明細、約定日期，或說明您的情況；如您對金額有異議，也請提出並附上相關資料，我們會核實。還款方式：{{ pay_to }}。

按時還款有助於維持良好的信用紀錄。我們希望與您一起解決問題。如果您已經還款，請忽略此函。

{{ collector }}
{{ lender }}
申訴與建議：{{ complaints_number }}', '1', '', ''),
('10', '1', 'sms', 'en', '', '{{ lender }}: Dear {{ addressed }}, this is {{ collector }}. {{ amount }} was due on {{ overdue_since }} and has not reached us yet. On which day could you pay? Call {{ callback_number }}; we hope to solve this together with you. If you have paid, please ignore this. Reply STOP to opt out.', '1', '', ''),
('11', '1', 'sms', 'zh_Hans', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}于{{ overdue_since }}到期，目前尚未收到。您方便在哪一天处理？请回电{{ callback_number }}，我们希望与您一起解决问题。如已还款请忽略。拒收请回复R', '1', '', ''),
('12', '1', 'sms', 'zh_Hant', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}於{{ overdue_since }}到期，目前尚未收到。您方便在哪一天處理？請回電{{ callback_number }}，我們希望與您一起解決問題。如已還款請忽略。拒收請回覆R', '1', '', ''),
('13', '2', 'call', 'en', '', 'Good day, am I speaking with {{ name }}? (Say nothing of the loan before this is sure.)
I am {{ collector }} of {{ lender }}. {{ amount }} is {{ days_past_due }} days past due, and I would like to see with you how to solve it.
What has made paying difficult lately? (Listen first, then record the reason.)
How much can you afford a month, and when is your pay day? (Open the plan and offer three affordable options.)
Does this one work for you? Let me read you the dates and amounts, and then send them.
There is no fee for setting up a plan. We hope to solve this together with you.', '1', '', ''),
('14', '2', 'call', 'zh_Hans', '', '您好，请问是{{ name }}本人吗？（确认本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，我想和您一起看看怎么解决。
最近是什么情况让还款变得困难？（先听，再记录原因。）
您每月大概可以承担多少？发薪日是哪天？（打开计划，给出三个可以承担的方案。）
这个方案您觉得可以吗？我把日期和金额念给您确认一遍，再发给您。
申请计划不收取任何费用。我们希望与您一起解决问题。', '1', '', ''),
('15', '2', 'call', 'zh_Hant', '', '您好，請問是{{ name }}本人嗎？（確認本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，我想和您一起看看怎麼解決。
最近是什麼情況讓還款變得困難？（先聽，再記錄原因。）
您每月大概可以負擔多少？發薪日是哪天？（打開計畫，給出三個可以負擔的方案。）
這個方案您覺得可以嗎？我把日期和金額念給您確認一遍，再發給您。
申請計畫不收取任何費用。我們希望與您一起解決問題。', '1', '', ''),
('16', '2', 'email', 'en', 'Let us work out a repayment plan together', 'Dear {{ name }},

I am {{ collector }} of {{ lender }}. {{ amount }} under contract {{ contracts }} is {{ days_past_due }} days past due.

If paying at once is hard, we can make a plan with you: instalments that follow your pay day, or a later date. There is no fee for setting up a plan. Please tell us which day suits you for a call, or what you can afford each month: {{ callback_number }}.

If you can pay now, this is how: {{ pay_to }}. Paying on time helps to keep a good credit record.

We hope to solve this together with you. If you have already paid, please ignore this message.

{{ collector }}
{{ lender }}
If you are unhappy with our service, call {{ complaints_number }}. To receive no more e-mails, reply "unsubscribe".', '1', '', ''),
('17', '2', 'email', 'zh_Hans', '我们可以一起商量还款计划', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。合同{{ contracts }}项下的{{ amount }}已逾期{{ days_past_due }}天。

如果一次还清有困难，我们可以为您做一份还款计划：按您的发薪日分期，或者延期。申请计划不收取任何费用。请告诉我们哪一天方便通话，或您每月可以承担的金额：{{ callback_number }}。

如果可以直接还款，方式是：{{ pay_to }}。按时还款有助于保持良好的信用记录。

我们希望与您一起解决问题。如果您已经还款，请忽略这封邮件。

{{ collector }}
{{ lender }}
如对我们的服务有意见，请致电{{ complaints_number }}。不希望再收到邮件，请回复“退订”。', '1', '', ''),
('18', '2', 'email', 'zh_Hant', '我們可以一起商量還款計畫', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。契約{{ contracts }}項下的{{ amount }}已逾期{{ days_past_due }}天。

如果一次還清有困難，我們可以為您做一份還款計畫：按您的發薪日分期，或者延期。申請計畫不收取任何費用。請告訴我們哪一天方便通話，或您每月可以負擔的金額：{{ callback_number }}。

如果可以直接還款，方式是：{{ pay_to }}。按時還款有助於維持良好的信用紀錄。

我們希望與您一起解決問題。如果您已經還款，請忽略這封郵件。

{{ collector }}
{{ lender }}
如對我們的服務有意見，請致電{{ complaints_number }}。不希望再收到郵件，請回覆「退訂」。', '1', '', ''),
('19', '2', 'letter', 'en', 'A repayment plan, together', 'Dear {{ name }},

Under contract {{ contracts }} with {{ lender }} an amount of {{ amount }} has been overdue since {{ overdue_since }}; on {{ today }} it is {{ days_past_due }} days past due.

If paying at once is hard, you can ask for a repayment plan: instalments, or a later date. There is no fee for it. Please call {{ callback_number }} on a day that suits you, and tell us about your situation and what you can afford. At the same number you can ask for details, object to the amount and send what supports it.

How to pay: {{ pay_to }}. Paying on time helps to keep a good credit record.

We hope to solve this together with you. If you have already paid, please ignore this letter.

{{ collector }}
{{ lender }}
Complaints and suggestions: {{ complaints_number }}', '1', '', ''),
('20', '2', 'letter', 'zh_Hans', '一起商量还款计划', '{{ name }}您好：

您与{{ lender }}签订的合同{{ contracts }}项下，有{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。

如果一次还清有困难，您可以申请还款计划：分期还款，或者延期。申请不收取任何费用。请在哪一天方便时致电{{ callback_number }}，告诉我们您的情况和您可以承担的金额。您也可以通过该电话查询明细、提出异议并提交材料。

还款方式：{{ pay_to }}。按时还款有助于保持良好的信用记录。

我们希望与您一起解决问题。如果您已经还款，请忽略此函。

{{ collector }}
{{ lender }}
投诉与建议：{{ complaints_number }}', '1', '', ''),
('21', '2', 'letter', 'zh_Hant', '一起商量還款計畫', '{{ name }}您好：

您與{{ lender }}簽訂的契約{{ contracts }}項下，有{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。

如果一次還清有困難，您可以申請還款計畫：分期還款，或者延期。申請不收取任何費用。請在方便的那一天致電{{ callback_number }}，告訴我們您的情況和您可以負擔的金額。您也可以透過該電話查詢明細、提出異議並提交資料。

還款方式：{{ pay_to }}。按時還款有助於維持良好的信用紀錄。

我們希望與您一起解決問題。如果您已經還款，請忽略此函。

{{ collector }}
{{ lender }}
申訴與建議：{{ complaints_number }}', '1', '', ''),
('22', '2', 'sms', 'en', '', '{{ lender }}: Dear {{ addressed }}, this is {{ collector }}. {{ amount }} is {{ days_past_due }} days past due. If paying at once is hard, we can agree on instalments or a later date, free of charge. Which day suits you for a call? {{ callback_number }}. We hope to solve this together with you. Reply STOP to opt out.', '1', '', ''),
('23', '2', 'sms', 'zh_Hans', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天。如一次还清有困难，可以商量分期或延期，申请不收费。您哪天方便通话？请回电{{ callback_number }}，我们希望与您一起解决问题。拒收请回复R', '1', '', ''),
('24', '2', 'sms', 'zh_Hant', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天。如一次還清有困難，可以商量分期或延期，申請不收費。您哪天方便通話？請回電{{ callback_number }}，我們希望與您一起解決問題。拒收請回覆R', '1', '', ''),
('25', '3', 'call', 'en', '', 'Good day, am I speaking with {{ name }}? (Say nothing of the loan before this is sure.)
I am {{ collector }} of {{ lender }}. {{ amount }} is {{ days_past_due }} days past due, and I would like to tell you plainly where it stands.
The amount is unpaid, and no plan is running. You can pay, ask for a plan, or object. Which would you prefer?
(Agree on a day and an amount, and repeat them. Never push new borrowing, never name a consequence that will not happen.)
If something has made life hard, please tell me: I will record it and pause the next steps for a review.
We hope to solve this together with you.', '1', '', ''),
('26', '3', 'call', 'zh_Hans', '', '您好，请问是{{ name }}本人吗？（确认本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，我想把目前的情况如实跟您说清楚。
款项尚未付清，也没有生效的还款计划。您可以还款、申请计划，或者提出异议。您倾向哪一种？
（约定日期和金额，复述一遍确认。不催促借新还旧，不提不会发生的后果。）
如果您遇到了特别的困难，请告诉我，我会为您登记并暂停后续步骤等待复核。
我们希望与您一起解决问题。', '1', '', ''),
('27', '3', 'call', 'zh_Hant', '', '您好，請問是{{ name }}本人嗎？（確認本人之前不要提及借款。）
我是{{ lender }}的{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，我想把目前的情況如實跟您說清楚。
款項尚未付清，也沒有生效的還款計畫。您可以還款、申請計畫，或者提出異議。您傾向哪一種？
（約定日期和金額，複述一遍確認。不催促借新還舊，不提不會發生的後果。）
如果您遇到了特別的困難，請告訴我，我會為您登記並暫停後續步驟等待複核。
我們希望與您一起解決問題。', '1', '', ''),
('28', '3', 'email', 'en', 'Where contract {{ contracts }} stands', 'Dear {{ name }},

I am {{ collector }} of {{ lender }}. {{ amount }} under contract {{ contracts }} has been overdue since {{ overdue_since }}; on {{ today }} it is {{ days_past_due }} days past due.

This is where it stands: the amount is unpaid, and no repayment plan is running. You can now (1) pay it ({{ pay_to }}); (2) ask for instalments or a later date, free of charge; (3) if you do not agree with the amount, say so and send what supports it, and we will check.

Please tell us which of these you choose, and on which day: {{ callback_number }}. If we cannot agree, we may take the matter to court as the law allows; we would tell you in writing beforehand. Paying on time helps to keep a good credit record.

We still hope to solve this together with you.

{{ collector }}
{{ lender }}
If you are unhappy with our service, call {{ complaints_number }}. To receive no more e-mails, reply "unsubscribe".', '1', '', ''),
('29', '3', 'email', 'zh_Hans', '合同{{ contracts }}逾期情况说明', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。合同{{ contracts }}项下的{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。

目前的情况是：款项尚未付清，也没有生效的还款计划。您现在可以：一、一次还清（{{ pay_to }}）；二、申请分期或延期，不收取任何费用；三、如对金额有异议，提出并附上材料，我们会核实。

请告诉我们您选择哪一项、在哪一天办理：{{ callback_number }}。如协商不成，我司可能依法通过法律途径解决，届时会提前书面通知您。按时还款有助于保持良好的信用记录。

我们仍然希望与您一起解决问题。

{{ collector }}
{{ lender }}
如对我们的服务有意见，请致电{{ complaints_number }}。不希望再收到邮件，请回复“退订”。', '1', '', ''),
('30', '3', 'email', 'zh_Hant', '契約{{ contracts }}逾期情況說明', '{{ name }}您好：

我是{{ lender }}的{{ collector }}。契約{{ contracts }}項下的{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。

目前的情況是：款項尚未付清，也沒有生效的還款計畫。您現在可以：一、一次還清（{{ pay_to }}）；二、申請分期或延期，不收取任何費用；三、如對金額有異議，提出並附上資料，我們會核實。

請告訴我們您選擇哪一項、在哪一天辦理：{{ callback_number }}。如協商不成，本公司可能依法透過法律途徑解決，屆時會提前書面通知您。按時還款有助於維持良好的信用紀錄。

我們仍然希望與您一起解決問題。

{{ collector }}
{{ lender }}
如對我們的服務有意見，請致電{{ complaints_number }}。不希望再收到郵件，請回覆「退訂」。', '1', '', ''),
('31', '3', 'letter', 'en', 'Demand for payment', 'Dear {{ name }},

1. What is owed: under contract {{ contracts }} with {{ lender }} an amount of {{ amount }} has been overdue since {{ overdue_since }}; on {{ today }} it is {{ days_past_due }} days past due.
2. On what ground: the contract named above and the law on repaying a loan when it is due.
3. Your rights and duties: you have the duty to repay as agreed; you have the right to ask for details, to object, to ask for instalments or a later date (free of charge), and to complain about our service.
4. How: pay to {{ pay_to }}; for details, objections, documents and plans call {{ callback_number }}.
5. Please tell us on which day you will pay or arrange a plan. If we cannot agree, we may take the matter to court as the law allows; we would tell you in writing beforehand.

Paying on time helps to keep a good credit record. We hope to solve this together with you.

{{ collector }}
{{ lender }}
Complaints and suggestions: {{ complaints_number }}', '1', '', ''),
('32', '3', 'letter', 'zh_Hans', '催款函', '{{ name }}您好：

一、欠款：您与{{ lender }}签订的合同{{ contracts }}项下，有{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。
二、依据：上述合同，以及《中华人民共和国民法典》关于借款人按约定期限还款的规定。
三、您的权利和义务：您有义务按合同还款；您有权查询明细、提出异议、申请分期或延期（不收取任何费用），并对我们的服务进行投诉。
四、办理方式：还款方式为{{ pay_to }}；查询、异议、提交材料、申请计划，请致电{{ callback_number }}。
五、请您告诉我们在哪一天还款或办理计划。如协商不成，我司可能依法通过法律途径解决，届时会提前书面通知您。

按时还款有助于保持良好的信用记录。我们希望与您一起解决问题。

{{ collector }}
{{ lender }}
投诉与建议：{{ complaints_number }}', '1', '', ''),
('33', '3', 'letter', 'zh_Hant', '催款函', '{{ name }}您好：

一、欠款：您與{{ lender }}簽訂的契約{{ contracts }}項下，有{{ amount }}自{{ overdue_since }}起逾期，截至{{ today }}已逾期{{ days_past_due }}天。
二、依據：上述契約，以及民法關於借款人依約定期限還款的規定。
三、您的權利和義務：您有義務依契約還款；您有權查詢明細、提出異議、申請分期或延期（不收取任何費用），並對我們的服務提出申訴。
四、辦理方式：還款方式為{{ pay_to }}；查詢、異議、提交資料、申請計畫，請致電{{ callback_number }}。
五、請您告訴我們在哪一天還款或辦理計畫。如協商不成，本公司可能依法透過法律途徑解決，屆時會提前書面通知您。

按時還款有助於維持良好的信用紀錄。我們希望與您一起解決問題。

{{ collector }}
{{ lender }}
申訴與建議：{{ complaints_number }}', '1', '', ''),
('34', '3', 'sms', 'en', '', '{{ lender }}: Dear {{ addressed }}, this is {{ collector }}. {{ amount }} is {{ days_past_due }} days past due; a letter with the details is on its way. You can still ask for a plan. On which day can you call {{ callback_number }}? We hope to solve this together with you. Reply STOP to opt out.', '1', '', ''),
('35', '3', 'sms', 'zh_Hans', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，详细说明已另函寄出。还款计划仍可申请。请问您哪一天可以回电{{ callback_number }}？我们希望与您一起解决问题。拒收请回复R', '1', '', ''),
('36', '3', 'sms', 'zh_Hant', '', '【{{ lender }}】{{ addressed }}您好，我是{{ collector }}。您有{{ amount }}已逾期{{ days_past_due }}天，詳細說明已另函寄出。還款計畫仍可申請。請問您哪一天可以回電{{ callback_number }}？我們希望與您一起解決問題。拒收請回覆R', '1', '', '');
INSERT INTO "weekly_metric" ("id", "week_on", "scope", "scope_id", "currency", "name", "value", "numerator", "denominator", "n", "version") VALUES
('1', '2026-01-26', 'team', '0', '', 'success_rate_cases', NULL, '0', '0', '0', '1'),
('2', '2026-01-26', 'team', '0', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('3', '2026-01-26', 'team', '0', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('4', '2026-01-26', 'team', '0', 'CNY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('5', '2026-01-26', 'team', '0', 'CNY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('6', '2026-01-26', 'team', '0', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('7', '2026-01-26', 'team', '0', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('8', '2026-01-26', 'team', '0', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '7', '1'),
('9', '2026-01-26', 'team', '0', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('10', '2026-01-26', 'team', '0', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('11', '2026-01-26', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('12', '2026-01-26', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('13', '2026-01-26', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('14', '2026-01-26', 'team', '0', 'CNY', 'overdue_closing', '2300000000', '2300000000', NULL, '7', '1'),
('15', '2026-01-26', 'team', '0', 'CNY', 'overdue_change_rate', '277778', '500000000', '1800000000', '7', '1'),
('16', '2026-01-26', 'team', '0', 'JPY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('17', '2026-01-26', 'team', '0', 'JPY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('18', '2026-01-26', 'team', '0', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('19', '2026-01-26', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('20', '2026-01-26', 'team', '0', 'JPY', 'overdue_opening', '0', '0', NULL, '2', '1'),
('21', '2026-01-26', 'team', '0', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('22', '2026-01-26', 'team', '0', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('23', '2026-01-26', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('24', '2026-01-26', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('25', '2026-01-26', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('26', '2026-01-26', 'team', '0', 'JPY', 'overdue_closing', '20000000000', '20000000000', NULL, '2', '1'),
('27', '2026-01-26', 'team', '0', 'JPY', 'overdue_change_rate', NULL, '20000000000', '0', '2', '1'),
('28', '2026-01-26', 'portfolio', '1', '', 'success_rate_cases', NULL, '0', '0', '0', '1'),
('29', '2026-01-26', 'portfolio', '1', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('30', '2026-01-26', 'portfolio', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('31', '2026-01-26', 'portfolio', '1', 'CNY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('32', '2026-01-26', 'portfolio', '1', 'CNY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('33', '2026-01-26', 'portfolio', '1', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('34', '2026-01-26', 'portfolio', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('35', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '7', '1'),
('36', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('37', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('38', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('39', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('40', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('41', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_closing', '2300000000', '2300000000', NULL, '7', '1'),
('42', '2026-01-26', 'portfolio', '1', 'CNY', 'overdue_change_rate', '277778', '500000000', '1800000000', '7', '1'),
('43', '2026-01-26', 'portfolio', '1', 'JPY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('44', '2026-01-26', 'portfolio', '1', 'JPY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('45', '2026-01-26', 'portfolio', '1', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('46', '2026-01-26', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('47', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_opening', '0', '0', NULL, '2', '1'),
('48', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('49', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('50', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('51', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('52', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('53', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_closing', '20000000000', '20000000000', NULL, '2', '1'),
('54', '2026-01-26', 'portfolio', '1', 'JPY', 'overdue_change_rate', NULL, '20000000000', '0', '2', '1'),
('55', '2026-01-26', 'collector', '3', '', 'success_rate_cases', NULL, '0', '0', '0', '1'),
('56', '2026-01-26', 'collector', '3', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('57', '2026-01-26', 'collector', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('58', '2026-01-26', 'collector', '3', 'CNY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('59', '2026-01-26', 'collector', '3', 'CNY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('60', '2026-01-26', 'collector', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('61', '2026-01-26', 'collector', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('62', '2026-01-26', 'collector', '3', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '7', '1'),
('63', '2026-01-26', 'collector', '3', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('64', '2026-01-26', 'collector', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('65', '2026-01-26', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('66', '2026-01-26', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('67', '2026-01-26', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('68', '2026-01-26', 'collector', '3', 'CNY', 'overdue_closing', '2300000000', '2300000000', NULL, '7', '1'),
('69', '2026-01-26', 'collector', '3', 'CNY', 'overdue_change_rate', '277778', '500000000', '1800000000', '7', '1'),
('70', '2026-01-26', 'collector', '3', 'JPY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('71', '2026-01-26', 'collector', '3', 'JPY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('72', '2026-01-26', 'collector', '3', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('73', '2026-01-26', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('74', '2026-01-26', 'collector', '3', 'JPY', 'overdue_opening', '0', '0', NULL, '2', '1'),
('75', '2026-01-26', 'collector', '3', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('76', '2026-01-26', 'collector', '3', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('77', '2026-01-26', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('78', '2026-01-26', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('79', '2026-01-26', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('80', '2026-01-26', 'collector', '3', 'JPY', 'overdue_closing', '20000000000', '20000000000', NULL, '2', '1'),
('81', '2026-01-26', 'collector', '3', 'JPY', 'overdue_change_rate', NULL, '20000000000', '0', '2', '1'),
('82', '2026-02-02', 'team', '0', '', 'success_rate_cases', '111111', '1000000', '9000000', '9', '1'),
('83', '2026-02-02', 'team', '0', '', 'contact_rate', '0', '0', '9000000', '9', '1'),
('84', '2026-02-02', 'team', '0', '', 'kept_rate_count', '0', '0', '1000000', '1', '1'),
('85', '2026-02-02', 'team', '0', 'CNY', 'success_rate_amount', '43478', '100000000', '2300000000', '7', '1'),
('86', '2026-02-02', 'team', '0', 'CNY', 'recovery_rate', '30303', '100000000', '3300000000', '7', '1'),
('87', '2026-02-02', 'team', '0', 'CNY', 'average_days_to_collect', '5000000', '500000000', '100000000', '1', '1'),
('88', '2026-02-02', 'team', '0', 'CNY', 'kept_rate_amount', '0', '0', '100000000', '1', '1'),
('89', '2026-02-02', 'team', '0', 'CNY', 'overdue_opening', '2300000000', '2300000000', NULL, '7', '1'),
('90', '2026-02-02', 'team', '0', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('91', '2026-02-02', 'team', '0', 'CNY', 'overdue_cash', '100000000', '100000000', NULL, '7', '1'),
('92', '2026-02-02', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('93', '2026-02-02', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('94', '2026-02-02', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('95', '2026-02-02', 'team', '0', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '7', '1'),
('96', '2026-02-02', 'team', '0', 'CNY', 'overdue_change_rate', '-43478', '-100000000', '2300000000', '7', '1'),
('97', '2026-02-02', 'team', '0', 'JPY', 'success_rate_amount', '200000', '4000000000', '20000000000', '2', '1'),
('98', '2026-02-02', 'team', '0', 'JPY', 'recovery_rate', '66667', '4000000000', '60000000000', '2', '1'),
('99', '2026-02-02', 'team', '0', 'JPY', 'average_days_to_collect', '1000000', '4000000000', '4000000000', '1', '1'),
('100', '2026-02-02', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('101', '2026-02-02', 'team', '0', 'JPY', 'overdue_opening', '20000000000', '20000000000', NULL, '2', '1'),
('102', '2026-02-02', 'team', '0', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('103', '2026-02-02', 'team', '0', 'JPY', 'overdue_cash', '4000000000', '4000000000', NULL, '2', '1'),
('104', '2026-02-02', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('105', '2026-02-02', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('106', '2026-02-02', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('107', '2026-02-02', 'team', '0', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('108', '2026-02-02', 'team', '0', 'JPY', 'overdue_change_rate', '-200000', '-4000000000', '20000000000', '2', '1'),
('109', '2026-02-02', 'portfolio', '1', '', 'success_rate_cases', '111111', '1000000', '9000000', '9', '1'),
('110', '2026-02-02', 'portfolio', '1', '', 'contact_rate', '0', '0', '9000000', '9', '1'),
('111', '2026-02-02', 'portfolio', '1', '', 'kept_rate_count', '0', '0', '1000000', '1', '1'),
('112', '2026-02-02', 'portfolio', '1', 'CNY', 'success_rate_amount', '43478', '100000000', '2300000000', '7', '1'),
('113', '2026-02-02', 'portfolio', '1', 'CNY', 'recovery_rate', '30303', '100000000', '3300000000', '7', '1'),
('114', '2026-02-02', 'portfolio', '1', 'CNY', 'average_days_to_collect', '5000000', '500000000', '100000000', '1', '1'),
('115', '2026-02-02', 'portfolio', '1', 'CNY', 'kept_rate_amount', '0', '0', '100000000', '1', '1'),
('116', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_opening', '2300000000', '2300000000', NULL, '7', '1'),
('117', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('118', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_cash', '100000000', '100000000', NULL, '7', '1'),
('119', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('120', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('121', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('122', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '7', '1'),
('123', '2026-02-02', 'portfolio', '1', 'CNY', 'overdue_change_rate', '-43478', '-100000000', '2300000000', '7', '1'),
('124', '2026-02-02', 'portfolio', '1', 'JPY', 'success_rate_amount', '200000', '4000000000', '20000000000', '2', '1'),
('125', '2026-02-02', 'portfolio', '1', 'JPY', 'recovery_rate', '66667', '4000000000', '60000000000', '2', '1'),
('126', '2026-02-02', 'portfolio', '1', 'JPY', 'average_days_to_collect', '1000000', '4000000000', '4000000000', '1', '1'),
('127', '2026-02-02', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('128', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_opening', '20000000000', '20000000000', NULL, '2', '1'),
('129', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('130', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_cash', '4000000000', '4000000000', NULL, '2', '1'),
('131', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('132', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('133', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('134', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('135', '2026-02-02', 'portfolio', '1', 'JPY', 'overdue_change_rate', '-200000', '-4000000000', '20000000000', '2', '1'),
('136', '2026-02-02', 'stage', '1', '', 'success_rate_cases', '111111', '1000000', '9000000', '9', '1'),
('137', '2026-02-02', 'stage', '1', '', 'contact_rate', '0', '0', '9000000', '9', '1'),
('138', '2026-02-02', 'stage', '1', '', 'kept_rate_count', '0', '0', '1000000', '1', '1'),
('139', '2026-02-02', 'stage', '1', 'CNY', 'success_rate_amount', '43478', '100000000', '2300000000', '7', '1'),
('140', '2026-02-02', 'stage', '1', 'CNY', 'recovery_rate', '30303', '100000000', '3300000000', '7', '1'),
('141', '2026-02-02', 'stage', '1', 'CNY', 'average_days_to_collect', '5000000', '500000000', '100000000', '1', '1'),
('142', '2026-02-02', 'stage', '1', 'CNY', 'kept_rate_amount', '0', '0', '100000000', '1', '1'),
('143', '2026-02-02', 'stage', '1', 'CNY', 'overdue_opening', '2300000000', '2300000000', NULL, '7', '1'),
('144', '2026-02-02', 'stage', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('145', '2026-02-02', 'stage', '1', 'CNY', 'overdue_cash', '100000000', '100000000', NULL, '7', '1'),
('146', '2026-02-02', 'stage', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('147', '2026-02-02', 'stage', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('148', '2026-02-02', 'stage', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('149', '2026-02-02', 'stage', '1', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '7', '1'),
('150', '2026-02-02', 'stage', '1', 'CNY', 'overdue_change_rate', '-43478', '-100000000', '2300000000', '7', '1'),
('151', '2026-02-02', 'stage', '1', 'JPY', 'success_rate_amount', '200000', '4000000000', '20000000000', '2', '1'),
('152', '2026-02-02', 'stage', '1', 'JPY', 'recovery_rate', '66667', '4000000000', '60000000000', '2', '1'),
('153', '2026-02-02', 'stage', '1', 'JPY', 'average_days_to_collect', '1000000', '4000000000', '4000000000', '1', '1'),
('154', '2026-02-02', 'stage', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('155', '2026-02-02', 'stage', '1', 'JPY', 'overdue_opening', '20000000000', '20000000000', NULL, '2', '1'),
('156', '2026-02-02', 'stage', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('157', '2026-02-02', 'stage', '1', 'JPY', 'overdue_cash', '4000000000', '4000000000', NULL, '2', '1'),
('158', '2026-02-02', 'stage', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('159', '2026-02-02', 'stage', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('160', '2026-02-02', 'stage', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('161', '2026-02-02', 'stage', '1', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('162', '2026-02-02', 'stage', '1', 'JPY', 'overdue_change_rate', '-200000', '-4000000000', '20000000000', '2', '1'),
('163', '2026-02-02', 'collector', '3', '', 'success_rate_cases', '111111', '1000000', '9000000', '9', '1'),
('164', '2026-02-02', 'collector', '3', '', 'contact_rate', '0', '0', '9000000', '9', '1'),
('165', '2026-02-02', 'collector', '3', '', 'kept_rate_count', '0', '0', '1000000', '1', '1'),
('166', '2026-02-02', 'collector', '3', 'CNY', 'success_rate_amount', '43478', '100000000', '2300000000', '7', '1'),
('167', '2026-02-02', 'collector', '3', 'CNY', 'recovery_rate', '30303', '100000000', '3300000000', '7', '1'),
('168', '2026-02-02', 'collector', '3', 'CNY', 'average_days_to_collect', '5000000', '500000000', '100000000', '1', '1'),
('169', '2026-02-02', 'collector', '3', 'CNY', 'kept_rate_amount', '0', '0', '100000000', '1', '1'),
('170', '2026-02-02', 'collector', '3', 'CNY', 'overdue_opening', '2300000000', '2300000000', NULL, '7', '1'),
('171', '2026-02-02', 'collector', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('172', '2026-02-02', 'collector', '3', 'CNY', 'overdue_cash', '100000000', '100000000', NULL, '7', '1'),
('173', '2026-02-02', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('174', '2026-02-02', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('175', '2026-02-02', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('176', '2026-02-02', 'collector', '3', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '7', '1'),
('177', '2026-02-02', 'collector', '3', 'CNY', 'overdue_change_rate', '-43478', '-100000000', '2300000000', '7', '1'),
('178', '2026-02-02', 'collector', '3', 'JPY', 'success_rate_amount', '200000', '4000000000', '20000000000', '2', '1'),
('179', '2026-02-02', 'collector', '3', 'JPY', 'recovery_rate', '66667', '4000000000', '60000000000', '2', '1'),
('180', '2026-02-02', 'collector', '3', 'JPY', 'average_days_to_collect', '1000000', '4000000000', '4000000000', '1', '1'),
('181', '2026-02-02', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('182', '2026-02-02', 'collector', '3', 'JPY', 'overdue_opening', '20000000000', '20000000000', NULL, '2', '1'),
('183', '2026-02-02', 'collector', '3', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('184', '2026-02-02', 'collector', '3', 'JPY', 'overdue_cash', '4000000000', '4000000000', NULL, '2', '1'),
('185', '2026-02-02', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('186', '2026-02-02', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('187', '2026-02-02', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('188', '2026-02-02', 'collector', '3', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('189', '2026-02-02', 'collector', '3', 'JPY', 'overdue_change_rate', '-200000', '-4000000000', '20000000000', '2', '1'),
('190', '2026-02-09', 'team', '0', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('191', '2026-02-09', 'team', '0', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('192', '2026-02-09', 'team', '0', '', 'kept_rate_count', '1000000', '1000000', '1000000', '1', '1'),
('193', '2026-02-09', 'team', '0', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('194', '2026-02-09', 'team', '0', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('195', '2026-02-09', 'team', '0', 'CNY', 'average_days_to_collect', NULL, '-120000000', '0', '2', '1'),
('196', '2026-02-09', 'team', '0', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('197', '2026-02-09', 'team', '0', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('198', '2026-02-09', 'team', '0', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('199', '2026-02-09', 'team', '0', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('200', '2026-02-09', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('201', '2026-02-09', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('202', '2026-02-09', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('203', '2026-02-09', 'team', '0', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('204', '2026-02-09', 'team', '0', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('205', '2026-02-09', 'team', '0', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('206', '2026-02-09', 'team', '0', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('207', '2026-02-09', 'team', '0', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('208', '2026-02-09', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('209', '2026-02-09', 'team', '0', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('210', '2026-02-09', 'team', '0', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('211', '2026-02-09', 'team', '0', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('212', '2026-02-09', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('213', '2026-02-09', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('214', '2026-02-09', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('215', '2026-02-09', 'team', '0', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('216', '2026-02-09', 'team', '0', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('217', '2026-02-09', 'portfolio', '1', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('218', '2026-02-09', 'portfolio', '1', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('219', '2026-02-09', 'portfolio', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('220', '2026-02-09', 'portfolio', '1', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('221', '2026-02-09', 'portfolio', '1', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('222', '2026-02-09', 'portfolio', '1', 'CNY', 'average_days_to_collect', NULL, '-120000000', '0', '2', '1'),
('223', '2026-02-09', 'portfolio', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('224', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('225', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('226', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('227', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('228', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('229', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('230', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('231', '2026-02-09', 'portfolio', '1', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('232', '2026-02-09', 'portfolio', '1', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('233', '2026-02-09', 'portfolio', '1', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('234', '2026-02-09', 'portfolio', '1', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('235', '2026-02-09', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('236', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('237', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('238', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('239', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('240', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('241', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('242', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('243', '2026-02-09', 'portfolio', '1', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('244', '2026-02-09', 'stage', '1', '', 'success_rate_cases', '0', '0', '6000000', '6', '1'),
('245', '2026-02-09', 'stage', '1', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('246', '2026-02-09', 'stage', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('247', '2026-02-09', 'stage', '1', 'CNY', 'success_rate_amount', '0', '0', '400000000', '4', '1'),
('248', '2026-02-09', 'stage', '1', 'CNY', 'recovery_rate', '0', '0', '1200000000', '4', '1'),
('249', '2026-02-09', 'stage', '1', 'CNY', 'average_days_to_collect', NULL, '-120000000', '0', '2', '1'),
('250', '2026-02-09', 'stage', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('251', '2026-02-09', 'stage', '1', 'CNY', 'overdue_opening', '400000000', '400000000', NULL, '4', '1'),
('252', '2026-02-09', 'stage', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '4', '1'),
('253', '2026-02-09', 'stage', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '4', '1'),
('254', '2026-02-09', 'stage', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '4', '1'),
('255', '2026-02-09', 'stage', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '4', '1'),
('256', '2026-02-09', 'stage', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '4', '1'),
('257', '2026-02-09', 'stage', '1', 'CNY', 'overdue_closing', '400000000', '400000000', NULL, '4', '1'),
('258', '2026-02-09', 'stage', '1', 'CNY', 'overdue_change_rate', '0', '0', '400000000', '4', '1'),
('259', '2026-02-09', 'stage', '1', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('260', '2026-02-09', 'stage', '1', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('261', '2026-02-09', 'stage', '1', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('262', '2026-02-09', 'stage', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('263', '2026-02-09', 'stage', '1', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('264', '2026-02-09', 'stage', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('265', '2026-02-09', 'stage', '1', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('266', '2026-02-09', 'stage', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('267', '2026-02-09', 'stage', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('268', '2026-02-09', 'stage', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('269', '2026-02-09', 'stage', '1', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('270', '2026-02-09', 'stage', '1', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('271', '2026-02-09', 'collector', '3', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('272', '2026-02-09', 'collector', '3', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('273', '2026-02-09', 'collector', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('274', '2026-02-09', 'collector', '3', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('275', '2026-02-09', 'collector', '3', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('276', '2026-02-09', 'collector', '3', 'CNY', 'average_days_to_collect', NULL, '-120000000', '0', '2', '1'),
('277', '2026-02-09', 'collector', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('278', '2026-02-09', 'collector', '3', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('279', '2026-02-09', 'collector', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('280', '2026-02-09', 'collector', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('281', '2026-02-09', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('282', '2026-02-09', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('283', '2026-02-09', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('284', '2026-02-09', 'collector', '3', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('285', '2026-02-09', 'collector', '3', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('286', '2026-02-09', 'collector', '3', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('287', '2026-02-09', 'collector', '3', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('288', '2026-02-09', 'collector', '3', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('289', '2026-02-09', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('290', '2026-02-09', 'collector', '3', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('291', '2026-02-09', 'collector', '3', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('292', '2026-02-09', 'collector', '3', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('293', '2026-02-09', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('294', '2026-02-09', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('295', '2026-02-09', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('296', '2026-02-09', 'collector', '3', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('297', '2026-02-09', 'collector', '3', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('298', '2026-02-09', 'stage', '3', '', 'success_rate_cases', '0', '0', '2000000', '2', '1'),
('299', '2026-02-09', 'stage', '3', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('300', '2026-02-09', 'stage', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('301', '2026-02-09', 'stage', '3', 'CNY', 'success_rate_amount', '0', '0', '1800000000', '2', '1'),
('302', '2026-02-09', 'stage', '3', 'CNY', 'recovery_rate', '0', '0', '1800000000', '2', '1'),
('303', '2026-02-09', 'stage', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('304', '2026-02-09', 'stage', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('305', '2026-02-09', 'stage', '3', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '2', '1'),
('306', '2026-02-09', 'stage', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('307', '2026-02-09', 'stage', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('308', '2026-02-09', 'stage', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('309', '2026-02-09', 'stage', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('310', '2026-02-09', 'stage', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('311', '2026-02-09', 'stage', '3', 'CNY', 'overdue_closing', '1800000000', '1800000000', NULL, '2', '1'),
('312', '2026-02-09', 'stage', '3', 'CNY', 'overdue_change_rate', '0', '0', '1800000000', '2', '1'),
('313', '2026-02-16', 'team', '0', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('314', '2026-02-16', 'team', '0', '', 'contact_rate', '0', '0', '4000000', '4', '1'),
('315', '2026-02-16', 'team', '0', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('316', '2026-02-16', 'team', '0', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('317', '2026-02-16', 'team', '0', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('318', '2026-02-16', 'team', '0', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('319', '2026-02-16', 'team', '0', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('320', '2026-02-16', 'team', '0', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('321', '2026-02-16', 'team', '0', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('322', '2026-02-16', 'team', '0', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('323', '2026-02-16', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('324', '2026-02-16', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('325', '2026-02-16', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('326', '2026-02-16', 'team', '0', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('327', '2026-02-16', 'team', '0', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('328', '2026-02-16', 'team', '0', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('329', '2026-02-16', 'team', '0', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('330', '2026-02-16', 'team', '0', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('331', '2026-02-16', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('332', '2026-02-16', 'team', '0', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('333', '2026-02-16', 'team', '0', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('334', '2026-02-16', 'team', '0', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('335', '2026-02-16', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('336', '2026-02-16', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('337', '2026-02-16', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('338', '2026-02-16', 'team', '0', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('339', '2026-02-16', 'team', '0', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('340', '2026-02-16', 'portfolio', '1', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('341', '2026-02-16', 'portfolio', '1', '', 'contact_rate', '0', '0', '4000000', '4', '1'),
('342', '2026-02-16', 'portfolio', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('343', '2026-02-16', 'portfolio', '1', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('344', '2026-02-16', 'portfolio', '1', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('345', '2026-02-16', 'portfolio', '1', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('346', '2026-02-16', 'portfolio', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('347', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('348', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('349', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('350', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('351', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('352', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('353', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('354', '2026-02-16', 'portfolio', '1', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('355', '2026-02-16', 'portfolio', '1', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('356', '2026-02-16', 'portfolio', '1', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('357', '2026-02-16', 'portfolio', '1', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('358', '2026-02-16', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('359', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('360', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('361', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('362', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('363', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('364', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('365', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('366', '2026-02-16', 'portfolio', '1', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('367', '2026-02-16', 'stage', '2', '', 'success_rate_cases', '0', '0', '6000000', '6', '1'),
('368', '2026-02-16', 'stage', '2', '', 'contact_rate', '0', '0', '4000000', '4', '1'),
('369', '2026-02-16', 'stage', '2', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('370', '2026-02-16', 'stage', '2', 'CNY', 'success_rate_amount', '0', '0', '400000000', '4', '1'),
('371', '2026-02-16', 'stage', '2', 'CNY', 'recovery_rate', '0', '0', '1200000000', '4', '1'),
('372', '2026-02-16', 'stage', '2', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('373', '2026-02-16', 'stage', '2', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('374', '2026-02-16', 'stage', '2', 'CNY', 'overdue_opening', '400000000', '400000000', NULL, '4', '1'),
('375', '2026-02-16', 'stage', '2', 'CNY', 'overdue_newly', '0', '0', NULL, '4', '1'),
('376', '2026-02-16', 'stage', '2', 'CNY', 'overdue_cash', '0', '0', NULL, '4', '1'),
('377', '2026-02-16', 'stage', '2', 'CNY', 'overdue_written_off', '0', '0', NULL, '4', '1'),
('378', '2026-02-16', 'stage', '2', 'CNY', 'overdue_waived', '0', '0', NULL, '4', '1'),
('379', '2026-02-16', 'stage', '2', 'CNY', 'overdue_reaged', '0', '0', NULL, '4', '1'),
('380', '2026-02-16', 'stage', '2', 'CNY', 'overdue_closing', '400000000', '400000000', NULL, '4', '1'),
('381', '2026-02-16', 'stage', '2', 'CNY', 'overdue_change_rate', '0', '0', '400000000', '4', '1'),
('382', '2026-02-16', 'stage', '2', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('383', '2026-02-16', 'stage', '2', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('384', '2026-02-16', 'stage', '2', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('385', '2026-02-16', 'stage', '2', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('386', '2026-02-16', 'stage', '2', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('387', '2026-02-16', 'stage', '2', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('388', '2026-02-16', 'stage', '2', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('389', '2026-02-16', 'stage', '2', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('390', '2026-02-16', 'stage', '2', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('391', '2026-02-16', 'stage', '2', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('392', '2026-02-16', 'stage', '2', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('393', '2026-02-16', 'stage', '2', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('394', '2026-02-16', 'collector', '3', '', 'success_rate_cases', '0', '0', '8000000', '8', '1'),
('395', '2026-02-16', 'collector', '3', '', 'contact_rate', '0', '0', '4000000', '4', '1'),
('396', '2026-02-16', 'collector', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('397', '2026-02-16', 'collector', '3', 'CNY', 'success_rate_amount', '0', '0', '2200000000', '6', '1'),
('398', '2026-02-16', 'collector', '3', 'CNY', 'recovery_rate', '0', '0', '3000000000', '6', '1'),
('399', '2026-02-16', 'collector', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('400', '2026-02-16', 'collector', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('401', '2026-02-16', 'collector', '3', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '6', '1'),
('402', '2026-02-16', 'collector', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '6', '1'),
('403', '2026-02-16', 'collector', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '6', '1'),
('404', '2026-02-16', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '6', '1'),
('405', '2026-02-16', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '6', '1'),
('406', '2026-02-16', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '6', '1'),
('407', '2026-02-16', 'collector', '3', 'CNY', 'overdue_closing', '2200000000', '2200000000', NULL, '6', '1'),
('408', '2026-02-16', 'collector', '3', 'CNY', 'overdue_change_rate', '0', '0', '2200000000', '6', '1'),
('409', '2026-02-16', 'collector', '3', 'JPY', 'success_rate_amount', '0', '0', '16000000000', '2', '1'),
('410', '2026-02-16', 'collector', '3', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('411', '2026-02-16', 'collector', '3', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('412', '2026-02-16', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('413', '2026-02-16', 'collector', '3', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('414', '2026-02-16', 'collector', '3', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('415', '2026-02-16', 'collector', '3', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('416', '2026-02-16', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('417', '2026-02-16', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('418', '2026-02-16', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('419', '2026-02-16', 'collector', '3', 'JPY', 'overdue_closing', '16000000000', '16000000000', NULL, '2', '1'),
('420', '2026-02-16', 'collector', '3', 'JPY', 'overdue_change_rate', '0', '0', '16000000000', '2', '1'),
('421', '2026-02-16', 'stage', '3', '', 'success_rate_cases', '0', '0', '2000000', '2', '1'),
('422', '2026-02-16', 'stage', '3', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('423', '2026-02-16', 'stage', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('424', '2026-02-16', 'stage', '3', 'CNY', 'success_rate_amount', '0', '0', '1800000000', '2', '1'),
('425', '2026-02-16', 'stage', '3', 'CNY', 'recovery_rate', '0', '0', '1800000000', '2', '1'),
('426', '2026-02-16', 'stage', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('427', '2026-02-16', 'stage', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('428', '2026-02-16', 'stage', '3', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '2', '1'),
('429', '2026-02-16', 'stage', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('430', '2026-02-16', 'stage', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('431', '2026-02-16', 'stage', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('432', '2026-02-16', 'stage', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('433', '2026-02-16', 'stage', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('434', '2026-02-16', 'stage', '3', 'CNY', 'overdue_closing', '1800000000', '1800000000', NULL, '2', '1'),
('435', '2026-02-16', 'stage', '3', 'CNY', 'overdue_change_rate', '0', '0', '1800000000', '2', '1'),
('436', '2026-02-23', 'team', '0', '', 'success_rate_cases', '125000', '1000000', '8000000', '8', '1'),
('437', '2026-02-23', 'team', '0', '', 'contact_rate', '0', '0', '3000000', '3', '1'),
('438', '2026-02-23', 'team', '0', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('439', '2026-02-23', 'team', '0', 'CNY', 'success_rate_amount', '115385', '300000000', '2600000000', '6', '1'),
('440', '2026-02-23', 'team', '0', 'CNY', 'recovery_rate', '100000', '300000000', '3000000000', '6', '1'),
('441', '2026-02-23', 'team', '0', 'CNY', 'average_days_to_collect', '24000000', '7200000000', '300000000', '1', '1'),
('442', '2026-02-23', 'team', '0', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('443', '2026-02-23', 'team', '0', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '7', '1'),
('444', '2026-02-23', 'team', '0', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('445', '2026-02-23', 'team', '0', 'CNY', 'overdue_cash', '200000000', '200000000', NULL, '7', '1'),
('446', '2026-02-23', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('447', '2026-02-23', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('448', '2026-02-23', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('449', '2026-02-23', 'team', '0', 'CNY', 'overdue_closing', '2500000000', '2500000000', NULL, '7', '1'),
('450', '2026-02-23', 'team', '0', 'CNY', 'overdue_change_rate', '136364', '300000000', '2200000000', '7', '1'),
('451', '2026-02-23', 'team', '0', 'JPY', 'success_rate_amount', '0', '0', '36000000000', '2', '1'),
('452', '2026-02-23', 'team', '0', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('453', '2026-02-23', 'team', '0', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('454', '2026-02-23', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('455', '2026-02-23', 'team', '0', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('456', '2026-02-23', 'team', '0', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('457', '2026-02-23', 'team', '0', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('458', '2026-02-23', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('459', '2026-02-23', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('460', '2026-02-23', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('461', '2026-02-23', 'team', '0', 'JPY', 'overdue_closing', '36000000000', '36000000000', NULL, '2', '1'),
('462', '2026-02-23', 'team', '0', 'JPY', 'overdue_change_rate', '1250000', '20000000000', '16000000000', '2', '1'),
('463', '2026-02-23', 'portfolio', '1', '', 'success_rate_cases', '125000', '1000000', '8000000', '8', '1'),
('464', '2026-02-23', 'portfolio', '1', '', 'contact_rate', '0', '0', '3000000', '3', '1'),
('465', '2026-02-23', 'portfolio', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('466', '2026-02-23', 'portfolio', '1', 'CNY', 'success_rate_amount', '115385', '300000000', '2600000000', '6', '1'),
('467', '2026-02-23', 'portfolio', '1', 'CNY', 'recovery_rate', '100000', '300000000', '3000000000', '6', '1'),
('468', '2026-02-23', 'portfolio', '1', 'CNY', 'average_days_to_collect', '24000000', '7200000000', '300000000', '1', '1'),
('469', '2026-02-23', 'portfolio', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('470', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '7', '1'),
('471', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('472', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_cash', '200000000', '200000000', NULL, '7', '1'),
('473', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('474', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('475', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('476', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_closing', '2500000000', '2500000000', NULL, '7', '1'),
('477', '2026-02-23', 'portfolio', '1', 'CNY', 'overdue_change_rate', '136364', '300000000', '2200000000', '7', '1'),
('478', '2026-02-23', 'portfolio', '1', 'JPY', 'success_rate_amount', '0', '0', '36000000000', '2', '1'),
('479', '2026-02-23', 'portfolio', '1', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('480', '2026-02-23', 'portfolio', '1', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('481', '2026-02-23', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('482', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('483', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('484', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('485', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('486', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('487', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('488', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_closing', '36000000000', '36000000000', NULL, '2', '1'),
('489', '2026-02-23', 'portfolio', '1', 'JPY', 'overdue_change_rate', '1250000', '20000000000', '16000000000', '2', '1'),
('490', '2026-02-23', 'stage', '2', '', 'success_rate_cases', '166667', '1000000', '6000000', '6', '1'),
('491', '2026-02-23', 'stage', '2', '', 'contact_rate', '0', '0', '2000000', '2', '1'),
('492', '2026-02-23', 'stage', '2', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('493', '2026-02-23', 'stage', '2', 'CNY', 'success_rate_amount', '375000', '300000000', '800000000', '4', '1'),
('494', '2026-02-23', 'stage', '2', 'CNY', 'recovery_rate', '250000', '300000000', '1200000000', '4', '1'),
('495', '2026-02-23', 'stage', '2', 'CNY', 'average_days_to_collect', '24000000', '7200000000', '300000000', '1', '1'),
('496', '2026-02-23', 'stage', '2', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('497', '2026-02-23', 'stage', '2', 'CNY', 'overdue_opening', '400000000', '400000000', NULL, '4', '1'),
('498', '2026-02-23', 'stage', '2', 'CNY', 'overdue_newly', '400000000', '400000000', NULL, '4', '1'),
('499', '2026-02-23', 'stage', '2', 'CNY', 'overdue_cash', '200000000', '200000000', NULL, '4', '1'),
('500', '2026-02-23', 'stage', '2', 'CNY', 'overdue_written_off', '0', '0', NULL, '4', '1'),
('501', '2026-02-23', 'stage', '2', 'CNY', 'overdue_waived', '0', '0', NULL, '4', '1'),
('502', '2026-02-23', 'stage', '2', 'CNY', 'overdue_reaged', '0', '0', NULL, '4', '1'),
('503', '2026-02-23', 'stage', '2', 'CNY', 'overdue_closing', '600000000', '600000000', NULL, '4', '1'),
('504', '2026-02-23', 'stage', '2', 'CNY', 'overdue_change_rate', '500000', '200000000', '400000000', '4', '1'),
('505', '2026-02-23', 'stage', '2', 'JPY', 'success_rate_amount', '0', '0', '36000000000', '2', '1'),
('506', '2026-02-23', 'stage', '2', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('507', '2026-02-23', 'stage', '2', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('508', '2026-02-23', 'stage', '2', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('509', '2026-02-23', 'stage', '2', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('510', '2026-02-23', 'stage', '2', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('511', '2026-02-23', 'stage', '2', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('512', '2026-02-23', 'stage', '2', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('513', '2026-02-23', 'stage', '2', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('514', '2026-02-23', 'stage', '2', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('515', '2026-02-23', 'stage', '2', 'JPY', 'overdue_closing', '36000000000', '36000000000', NULL, '2', '1'),
('516', '2026-02-23', 'stage', '2', 'JPY', 'overdue_change_rate', '1250000', '20000000000', '16000000000', '2', '1'),
('517', '2026-02-23', 'collector', '3', '', 'success_rate_cases', '125000', '1000000', '8000000', '8', '1'),
('518', '2026-02-23', 'collector', '3', '', 'contact_rate', '0', '0', '3000000', '3', '1'),
('519', '2026-02-23', 'collector', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('520', '2026-02-23', 'collector', '3', 'CNY', 'success_rate_amount', '115385', '300000000', '2600000000', '6', '1'),
('521', '2026-02-23', 'collector', '3', 'CNY', 'recovery_rate', '100000', '300000000', '3000000000', '6', '1'),
('522', '2026-02-23', 'collector', '3', 'CNY', 'average_days_to_collect', '24000000', '7200000000', '300000000', '1', '1'),
('523', '2026-02-23', 'collector', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('524', '2026-02-23', 'collector', '3', 'CNY', 'overdue_opening', '2200000000', '2200000000', NULL, '7', '1'),
('525', '2026-02-23', 'collector', '3', 'CNY', 'overdue_newly', '500000000', '500000000', NULL, '7', '1'),
('526', '2026-02-23', 'collector', '3', 'CNY', 'overdue_cash', '200000000', '200000000', NULL, '7', '1'),
('527', '2026-02-23', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('528', '2026-02-23', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('529', '2026-02-23', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('530', '2026-02-23', 'collector', '3', 'CNY', 'overdue_closing', '2500000000', '2500000000', NULL, '7', '1'),
('531', '2026-02-23', 'collector', '3', 'CNY', 'overdue_change_rate', '136364', '300000000', '2200000000', '7', '1'),
('532', '2026-02-23', 'collector', '3', 'JPY', 'success_rate_amount', '0', '0', '36000000000', '2', '1'),
('533', '2026-02-23', 'collector', '3', 'JPY', 'recovery_rate', '0', '0', '56000000000', '2', '1'),
('534', '2026-02-23', 'collector', '3', 'JPY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('535', '2026-02-23', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('536', '2026-02-23', 'collector', '3', 'JPY', 'overdue_opening', '16000000000', '16000000000', NULL, '2', '1'),
('537', '2026-02-23', 'collector', '3', 'JPY', 'overdue_newly', '20000000000', '20000000000', NULL, '2', '1'),
('538', '2026-02-23', 'collector', '3', 'JPY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('539', '2026-02-23', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('540', '2026-02-23', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('541', '2026-02-23', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('542', '2026-02-23', 'collector', '3', 'JPY', 'overdue_closing', '36000000000', '36000000000', NULL, '2', '1'),
('543', '2026-02-23', 'collector', '3', 'JPY', 'overdue_change_rate', '1250000', '20000000000', '16000000000', '2', '1'),
('544', '2026-02-23', 'stage', '1', '', 'success_rate_cases', NULL, '0', '0', '0', '1'),
('545', '2026-02-23', 'stage', '1', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('546', '2026-02-23', 'stage', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('547', '2026-02-23', 'stage', '1', 'CNY', 'success_rate_amount', NULL, '0', '0', '0', '1'),
('548', '2026-02-23', 'stage', '1', 'CNY', 'recovery_rate', NULL, '0', '0', '0', '1'),
('549', '2026-02-23', 'stage', '1', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('550', '2026-02-23', 'stage', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('551', '2026-02-23', 'stage', '1', 'CNY', 'overdue_opening', '0', '0', NULL, '1', '1'),
('552', '2026-02-23', 'stage', '1', 'CNY', 'overdue_newly', '100000000', '100000000', NULL, '1', '1'),
('553', '2026-02-23', 'stage', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '1', '1'),
('554', '2026-02-23', 'stage', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '1', '1'),
('555', '2026-02-23', 'stage', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '1', '1'),
('556', '2026-02-23', 'stage', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '1', '1'),
('557', '2026-02-23', 'stage', '1', 'CNY', 'overdue_closing', '100000000', '100000000', NULL, '1', '1'),
('558', '2026-02-23', 'stage', '1', 'CNY', 'overdue_change_rate', NULL, '100000000', '0', '1', '1'),
('559', '2026-02-23', 'stage', '3', '', 'success_rate_cases', '0', '0', '2000000', '2', '1'),
('560', '2026-02-23', 'stage', '3', '', 'contact_rate', '0', '0', '1000000', '1', '1'),
('561', '2026-02-23', 'stage', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('562', '2026-02-23', 'stage', '3', 'CNY', 'success_rate_amount', '0', '0', '1800000000', '2', '1'),
('563', '2026-02-23', 'stage', '3', 'CNY', 'recovery_rate', '0', '0', '1800000000', '2', '1'),
('564', '2026-02-23', 'stage', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('565', '2026-02-23', 'stage', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('566', '2026-02-23', 'stage', '3', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '2', '1'),
('567', '2026-02-23', 'stage', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('568', '2026-02-23', 'stage', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('569', '2026-02-23', 'stage', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('570', '2026-02-23', 'stage', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('571', '2026-02-23', 'stage', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('572', '2026-02-23', 'stage', '3', 'CNY', 'overdue_closing', '1800000000', '1800000000', NULL, '2', '1'),
('573', '2026-02-23', 'stage', '3', 'CNY', 'overdue_change_rate', '0', '0', '1800000000', '2', '1'),
('574', '2026-03-02', 'team', '0', '', 'success_rate_cases', '0', '0', '9000000', '9', '1'),
('575', '2026-03-02', 'team', '0', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('576', '2026-03-02', 'team', '0', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('577', '2026-03-02', 'team', '0', 'CNY', 'success_rate_amount', '-111111', '-300000000', '2700000000', '7', '1'),
('578', '2026-03-02', 'team', '0', 'CNY', 'recovery_rate', '-93750', '-300000000', '3200000000', '7', '1'),
('579', '2026-03-02', 'team', '0', 'CNY', 'average_days_to_collect', '0', '0', '-300000000', '1', '1'),
('580', '2026-03-02', 'team', '0', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('581', '2026-03-02', 'team', '0', 'CNY', 'overdue_opening', '2700000000', '2700000000', NULL, '7', '1'),
('582', '2026-03-02', 'team', '0', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('583', '2026-03-02', 'team', '0', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('584', '2026-03-02', 'team', '0', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('585', '2026-03-02', 'team', '0', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('586', '2026-03-02', 'team', '0', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('587', '2026-03-02', 'team', '0', 'CNY', 'overdue_closing', '2700000000', '2700000000', NULL, '7', '1'),
('588', '2026-03-02', 'team', '0', 'CNY', 'overdue_change_rate', '0', '0', '2700000000', '7', '1'),
('589', '2026-03-02', 'team', '0', 'JPY', 'success_rate_amount', '277778', '10000000000', '36000000000', '2', '1'),
('590', '2026-03-02', 'team', '0', 'JPY', 'recovery_rate', '178571', '10000000000', '56000000000', '2', '1'),
('591', '2026-03-02', 'team', '0', 'JPY', 'average_days_to_collect', '31000000', '310000000000', '10000000000', '1', '1'),
('592', '2026-03-02', 'team', '0', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('593', '2026-03-02', 'team', '0', 'JPY', 'overdue_opening', '36000000000', '36000000000', NULL, '2', '1'),
('594', '2026-03-02', 'team', '0', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('595', '2026-03-02', 'team', '0', 'JPY', 'overdue_cash', '10000000000', '10000000000', NULL, '2', '1'),
('596', '2026-03-02', 'team', '0', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('597', '2026-03-02', 'team', '0', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('598', '2026-03-02', 'team', '0', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('599', '2026-03-02', 'team', '0', 'JPY', 'overdue_closing', '26000000000', '26000000000', NULL, '2', '1'),
('600', '2026-03-02', 'team', '0', 'JPY', 'overdue_change_rate', '-277778', '-10000000000', '36000000000', '2', '1'),
('601', '2026-03-02', 'portfolio', '1', '', 'success_rate_cases', '0', '0', '9000000', '9', '1'),
('602', '2026-03-02', 'portfolio', '1', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('603', '2026-03-02', 'portfolio', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('604', '2026-03-02', 'portfolio', '1', 'CNY', 'success_rate_amount', '-111111', '-300000000', '2700000000', '7', '1'),
('605', '2026-03-02', 'portfolio', '1', 'CNY', 'recovery_rate', '-93750', '-300000000', '3200000000', '7', '1'),
('606', '2026-03-02', 'portfolio', '1', 'CNY', 'average_days_to_collect', '0', '0', '-300000000', '1', '1'),
('607', '2026-03-02', 'portfolio', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('608', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_opening', '2700000000', '2700000000', NULL, '7', '1'),
('609', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('610', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('611', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('612', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('613', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('614', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_closing', '2700000000', '2700000000', NULL, '7', '1'),
('615', '2026-03-02', 'portfolio', '1', 'CNY', 'overdue_change_rate', '0', '0', '2700000000', '7', '1'),
('616', '2026-03-02', 'portfolio', '1', 'JPY', 'success_rate_amount', '277778', '10000000000', '36000000000', '2', '1'),
('617', '2026-03-02', 'portfolio', '1', 'JPY', 'recovery_rate', '178571', '10000000000', '56000000000', '2', '1'),
('618', '2026-03-02', 'portfolio', '1', 'JPY', 'average_days_to_collect', '31000000', '310000000000', '10000000000', '1', '1'),
('619', '2026-03-02', 'portfolio', '1', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('620', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_opening', '36000000000', '36000000000', NULL, '2', '1'),
('621', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('622', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_cash', '10000000000', '10000000000', NULL, '2', '1'),
('623', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('624', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('625', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('626', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_closing', '26000000000', '26000000000', NULL, '2', '1'),
('627', '2026-03-02', 'portfolio', '1', 'JPY', 'overdue_change_rate', '-277778', '-10000000000', '36000000000', '2', '1'),
('628', '2026-03-02', 'stage', '2', '', 'success_rate_cases', '0', '0', '6000000', '6', '1'),
('629', '2026-03-02', 'stage', '2', '', 'contact_rate', '0', '0', '5000000', '5', '1'),
('630', '2026-03-02', 'stage', '2', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('631', '2026-03-02', 'stage', '2', 'CNY', 'success_rate_amount', '-375000', '-300000000', '800000000', '4', '1'),
('632', '2026-03-02', 'stage', '2', 'CNY', 'recovery_rate', '-250000', '-300000000', '1200000000', '4', '1'),
('633', '2026-03-02', 'stage', '2', 'CNY', 'average_days_to_collect', '0', '0', '-300000000', '1', '1'),
('634', '2026-03-02', 'stage', '2', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('635', '2026-03-02', 'stage', '2', 'CNY', 'overdue_opening', '800000000', '800000000', NULL, '4', '1'),
('636', '2026-03-02', 'stage', '2', 'CNY', 'overdue_newly', '0', '0', NULL, '4', '1'),
('637', '2026-03-02', 'stage', '2', 'CNY', 'overdue_cash', '0', '0', NULL, '4', '1'),
('638', '2026-03-02', 'stage', '2', 'CNY', 'overdue_written_off', '0', '0', NULL, '4', '1'),
('639', '2026-03-02', 'stage', '2', 'CNY', 'overdue_waived', '0', '0', NULL, '4', '1'),
('640', '2026-03-02', 'stage', '2', 'CNY', 'overdue_reaged', '0', '0', NULL, '4', '1'),
('641', '2026-03-02', 'stage', '2', 'CNY', 'overdue_closing', '800000000', '800000000', NULL, '4', '1'),
('642', '2026-03-02', 'stage', '2', 'CNY', 'overdue_change_rate', '0', '0', '800000000', '4', '1'),
('643', '2026-03-02', 'stage', '2', 'JPY', 'success_rate_amount', '277778', '10000000000', '36000000000', '2', '1'),
('644', '2026-03-02', 'stage', '2', 'JPY', 'recovery_rate', '178571', '10000000000', '56000000000', '2', '1'),
('645', '2026-03-02', 'stage', '2', 'JPY', 'average_days_to_collect', '31000000', '310000000000', '10000000000', '1', '1'),
('646', '2026-03-02', 'stage', '2', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('647', '2026-03-02', 'stage', '2', 'JPY', 'overdue_opening', '36000000000', '36000000000', NULL, '2', '1'),
('648', '2026-03-02', 'stage', '2', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('649', '2026-03-02', 'stage', '2', 'JPY', 'overdue_cash', '10000000000', '10000000000', NULL, '2', '1'),
('650', '2026-03-02', 'stage', '2', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('651', '2026-03-02', 'stage', '2', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('652', '2026-03-02', 'stage', '2', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('653', '2026-03-02', 'stage', '2', 'JPY', 'overdue_closing', '26000000000', '26000000000', NULL, '2', '1'),
('654', '2026-03-02', 'stage', '2', 'JPY', 'overdue_change_rate', '-277778', '-10000000000', '36000000000', '2', '1'),
('655', '2026-03-02', 'collector', '3', '', 'success_rate_cases', '0', '0', '9000000', '9', '1'),
('656', '2026-03-02', 'collector', '3', '', 'contact_rate', '0', '0', '6000000', '6', '1'),
('657', '2026-03-02', 'collector', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('658', '2026-03-02', 'collector', '3', 'CNY', 'success_rate_amount', '-111111', '-300000000', '2700000000', '7', '1'),
('659', '2026-03-02', 'collector', '3', 'CNY', 'recovery_rate', '-93750', '-300000000', '3200000000', '7', '1'),
('660', '2026-03-02', 'collector', '3', 'CNY', 'average_days_to_collect', '0', '0', '-300000000', '1', '1'),
('661', '2026-03-02', 'collector', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('662', '2026-03-02', 'collector', '3', 'CNY', 'overdue_opening', '2700000000', '2700000000', NULL, '7', '1'),
('663', '2026-03-02', 'collector', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '7', '1'),
('664', '2026-03-02', 'collector', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '7', '1'),
('665', '2026-03-02', 'collector', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '7', '1'),
('666', '2026-03-02', 'collector', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '7', '1'),
('667', '2026-03-02', 'collector', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '7', '1'),
('668', '2026-03-02', 'collector', '3', 'CNY', 'overdue_closing', '2700000000', '2700000000', NULL, '7', '1'),
('669', '2026-03-02', 'collector', '3', 'CNY', 'overdue_change_rate', '0', '0', '2700000000', '7', '1'),
('670', '2026-03-02', 'collector', '3', 'JPY', 'success_rate_amount', '277778', '10000000000', '36000000000', '2', '1'),
('671', '2026-03-02', 'collector', '3', 'JPY', 'recovery_rate', '178571', '10000000000', '56000000000', '2', '1'),
('672', '2026-03-02', 'collector', '3', 'JPY', 'average_days_to_collect', '31000000', '310000000000', '10000000000', '1', '1'),
('673', '2026-03-02', 'collector', '3', 'JPY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('674', '2026-03-02', 'collector', '3', 'JPY', 'overdue_opening', '36000000000', '36000000000', NULL, '2', '1'),
('675', '2026-03-02', 'collector', '3', 'JPY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('676', '2026-03-02', 'collector', '3', 'JPY', 'overdue_cash', '10000000000', '10000000000', NULL, '2', '1'),
('677', '2026-03-02', 'collector', '3', 'JPY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('678', '2026-03-02', 'collector', '3', 'JPY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('679', '2026-03-02', 'collector', '3', 'JPY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('680', '2026-03-02', 'collector', '3', 'JPY', 'overdue_closing', '26000000000', '26000000000', NULL, '2', '1'),
('681', '2026-03-02', 'collector', '3', 'JPY', 'overdue_change_rate', '-277778', '-10000000000', '36000000000', '2', '1'),
('682', '2026-03-02', 'stage', '1', '', 'success_rate_cases', '0', '0', '1000000', '1', '1'),
('683', '2026-03-02', 'stage', '1', '', 'contact_rate', '0', '0', '1000000', '1', '1'),
('684', '2026-03-02', 'stage', '1', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('685', '2026-03-02', 'stage', '1', 'CNY', 'success_rate_amount', '0', '0', '100000000', '1', '1'),
('686', '2026-03-02', 'stage', '1', 'CNY', 'recovery_rate', '0', '0', '200000000', '1', '1'),
('687', '2026-03-02', 'stage', '1', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('688', '2026-03-02', 'stage', '1', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('689', '2026-03-02', 'stage', '1', 'CNY', 'overdue_opening', '100000000', '100000000', NULL, '1', '1'),
('690', '2026-03-02', 'stage', '1', 'CNY', 'overdue_newly', '0', '0', NULL, '1', '1'),
('691', '2026-03-02', 'stage', '1', 'CNY', 'overdue_cash', '0', '0', NULL, '1', '1'),
('692', '2026-03-02', 'stage', '1', 'CNY', 'overdue_written_off', '0', '0', NULL, '1', '1'),
('693', '2026-03-02', 'stage', '1', 'CNY', 'overdue_waived', '0', '0', NULL, '1', '1'),
('694', '2026-03-02', 'stage', '1', 'CNY', 'overdue_reaged', '0', '0', NULL, '1', '1'),
('695', '2026-03-02', 'stage', '1', 'CNY', 'overdue_closing', '100000000', '100000000', NULL, '1', '1'),
('696', '2026-03-02', 'stage', '1', 'CNY', 'overdue_change_rate', '0', '0', '100000000', '1', '1'),
('697', '2026-03-02', 'stage', '3', '', 'success_rate_cases', '0', '0', '2000000', '2', '1'),
('698', '2026-03-02', 'stage', '3', '', 'contact_rate', NULL, '0', '0', '0', '1'),
('699', '2026-03-02', 'stage', '3', '', 'kept_rate_count', NULL, '0', '0', '0', '1'),
('700', '2026-03-02', 'stage', '3', 'CNY', 'success_rate_amount', '0', '0', '1800000000', '2', '1'),
('701', '2026-03-02', 'stage', '3', 'CNY', 'recovery_rate', '0', '0', '1800000000', '2', '1'),
('702', '2026-03-02', 'stage', '3', 'CNY', 'average_days_to_collect', NULL, '0', '0', '0', '1'),
('703', '2026-03-02', 'stage', '3', 'CNY', 'kept_rate_amount', NULL, '0', '0', '0', '1'),
('704', '2026-03-02', 'stage', '3', 'CNY', 'overdue_opening', '1800000000', '1800000000', NULL, '2', '1'),
('705', '2026-03-02', 'stage', '3', 'CNY', 'overdue_newly', '0', '0', NULL, '2', '1'),
('706', '2026-03-02', 'stage', '3', 'CNY', 'overdue_cash', '0', '0', NULL, '2', '1'),
('707', '2026-03-02', 'stage', '3', 'CNY', 'overdue_written_off', '0', '0', NULL, '2', '1'),
('708', '2026-03-02', 'stage', '3', 'CNY', 'overdue_waived', '0', '0', NULL, '2', '1'),
('709', '2026-03-02', 'stage', '3', 'CNY', 'overdue_reaged', '0', '0', NULL, '2', '1'),
('710', '2026-03-02', 'stage', '3', 'CNY', 'overdue_closing', '1800000000', '1800000000', NULL, '2', '1'),
('711', '2026-03-02', 'stage', '3', 'CNY', 'overdue_change_rate', '0', '0', '1800000000', '2', '1');
