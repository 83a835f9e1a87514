"""Chinese frames of the content check: false authority, false law, disclosure, coercion."""

TABLES = {
    "CT-IMPERS": """
        - AM 14~STOP AUTH
        - SPEAK 3~STOP 负责|管 6 你 6 AUTH
        - 我|我们 2 在|来自|隶属|就职于|属于|供职于|隶属于 8~STOP AUTH 4 上班|工作|任职|的|END
        - 我|我们 2 从 8 AUTH 4 打来|打电话|来电|过来|来
        - 受 8 AUTH 4 SENT
        - AUTH 2 SENT 2 我|我们|我司|本公司|我方|来
        - 代表|代|奉|替|持有|持 6 AUTH 8, 通知|向你|催收|执行|命令|找|来|传达|对你|要求|收款|告知| 授权|之命|宣布|处理
        - 以 4 AUTH 4 名义|身份
        - 【 10 AUTH|司法|仲裁|执行|传票|立案|网警|检察|公安|失信|强制 10 】
        - START 10~STOP AUTH 2 NOTICE 2 END !SERVED
        - START 10~STOP AUTH 2 NOTICE 0 你 !SERVED
        - START 10~STOP AUTH 0 END 1 你|请|现|兹|通知|因|关于
        - WRIT 14, LINK
        - LINK 12, WRIT|撤案|销案|撤诉
        - AM 10~STOP 律师|律师事务所|律所|法律顾问|代理律师 16,
          起诉|立案|必须|否则|马上|限你|传票|强制|坐牢|抓|不还|今天| 抓你|立即|命令
        - OUROFFICE 16, 你|传唤|立案|执行|强制|依法
        - AUTH|我们 6 命令|勒令|责令|限令 2 你
        - AUTH 2 工作人员|官员|专员|干警|领导|科长|主任|处长|队长|庭长|警官| 负责人|督导 0 我|END 2
          找|通知|命令|就是我|来电
        - 工号|警号 6, AUTH
        - 警号 6 我|是|为|AMOUNT
        - 政府 4 授权|指定|委托|特许|批准 8 催收|清收|收债|机构|我|清欠
        - AM 12~STOP 最高|国家|市|省|区|县 4 清欠|失信|打击逃废债|打击老赖|信用办|征信 6 办|办公室|中心|局|小组
        - AM 8~STOP 征信|信用管理|失信惩戒|个人征信|信用惩戒 4 中心|局|部门|办|处
        - 与|和|联合|会同|配合 6 AUTH 4 联合|一起|共同|合作 4 办案|执法|行动|专案|催收|办理|上门|抓
        - AM 10~STOP 办案|专案|执法|侦查|侦办|承办 4 人员|组|法官|检察官|民警|警官|队|员|单位
    """,
    "CT-FALSELAW": """
        - POLICE 10 SEIZE !JUDGED
        - 报警|报公安|报案|叫警察|让警察|找警察|让公安|通知警察|
          通知公安|联系警察|通知派出所|移交公安|移送公安|移交警方 8,
          抓|拘|逮捕|带走|抓你|坐牢|判|刑事|铐|找你|处理你|立案|关
        - 抓|逮捕|拘捕|拘留|刑拘|带走|铐走|通缉|缉拿|逮|传唤|收押 0 你
        - 你 8 会|就|将|要|等着|已|已经|被|得|早晚|准备 4 JAIL|被抓|被捕|枪毙 !JUDGED
        - DEFAULT|OWE|欠款|逾期 10, JAIL !JUDGED
        - 把|将|让|送|叫|害 2 你 6 JAIL|抓|关|逮捕|拘留|坐牢|送进|弄进|局子|牢里|牢
        - 送 2 你 2 进|去|坐|吃 4 JAIL|牢|监狱|局子|派出所|公安局
        - 追究 2 你 8 刑事|JAIL !JUDGED
        - JAIL 4 等着|伺候 4 你
        - 判 2 你 6 年|刑|有期|无期|AMOUNT !JUDGED
        - 你 6 JAIL !JUDGED !NEED
        - 会|要|就|将|得|准备|等着 4 坐牢|判刑|蹲监狱|吃牢饭|刑拘|坐监|蹲大牢|坐班房|进监狱|被抓|
          被捕|入狱|蹲号子|枪毙 !JUDGED
        - 你 8 ACCUSE 6 CRIME !JUDGED
        - START 10 ACCUSE 4 CRIME 8, 你|还|抓|坐牢|判|立案 !JUDGED
        - 欠钱|欠款|欠债|逾期|不还|赖账|不还钱|不还款|拖欠 10, ACCUSE 4 CRIME|犯罪|犯法|违法犯罪 !JUDGED
        - 以 4 CRIME 4 起诉|告|立案|抓|报案|控告|追究|移送
        - 告 2 你 4 CRIME|犯罪
        - 逮捕令|拘捕令|通缉令|拘票|逮捕证|拘留证|拘捕证 8 已|下来|发|签|批|你|马上|办|寄|出
        - 发|签|批|申请|下|办 4 逮捕令|拘捕令|通缉令|拘票|逮捕证|拘留证|追捕令
        - 全国|网上|公安|被 4 通缉|追逃|在逃
        - WE 10 FREEZE 8 ASSET !LAW !WARD
        - WE 10 把|将 3 你|KIN 6 ASSET 6 FREEZE !LAW !WARD
        - 你|KIN 6 ASSET 8 WE 4 FREEZE !LAW
        - 你|KIN 4 ASSET 10 SOON|被|要|会|马上 4 FREEZE !LAW !WARD
        - SOON 6 FREEZE 3 你|KIN 6 ASSET !LAW !WARD
        - SOON 6 把|将 3 你|KIN 4 ASSET 6 FREEZE !LAW !WARD
        - 法院|警察|法官|公安 4 SOON 6 FREEZE 8 你|ASSET|KIN !LAWFUL
        - 有权|有权利|有资格|可以直接|能直接|直接|随时可以|无需法院|
          不用法院|不需要法院|无需判决|无须法院|不用经过法院|不经法院| 不必经过法院|不需判决 12, FREEZE|SIEGE 6
          你|ASSET|KIN !LAW
        - 不用|无需|不需要|无须|不需|不经|不必 4 法院|判决|起诉|打官司|审判|开庭 12, 执行|FREEZE|强制|抓|关
        - WE 8 RESTRICT 10 TRAVEL !LAW
        - WE 6 把|将|给|对 3 你 8 LIST !LAW
        - WE 8 LISTED 4 LIST
        - 把|将 3 你|KIN 8 LISTED 4 LIST !LAW
        - 你 8 SOON|被 6 LISTED 6 LIST|网上追逃 !LAW
        - SOON 8 RESTRICT 3 你 8 TRAVEL !LAW
        - 你|KIN 4 SOON|会|被|将|再也|以后|别想|永远|休想 8 RESTRICT|坐|买|出|乘|NOWAY 6 TRAVEL !LAW
        - 让 2 你|KIN 8 RESTRICT|坐不了|出不了|买不了|上不了|办不了|用不了 4 TRAVEL|飞机|PAPERS|户口 !LAW
        - 你|KIN 4 PAPERS 8 SOON|被|会|要|马上|遭 4 ANNUL !LAW
        - ANNUL 3 你|KIN 6 PAPERS !LAW !WARD
        - 把|将|让 3 你|KIN 4 PAPERS 6 ANNUL !LAW !WARD
        - 你|KIN 4 PAPERS 2 都|也|全|就 4 ANNUL|没了|没有了|别想要|保不住|用不了
        - HURT 6 KIN 6 FUTURE !NEED
        - KIN 10 HURT 6 FUTURE !NEED
        - KIN 6 FUTURE 8 HURT|受影响|受到影响|受牵连|受限|没戏|完了|泡汤|被毁|没希望| 没指望|不过|通不过|被拒
        - KIN 6 不能|没法|无法|别想|休想|上不了|考不了|当不了|进不了|不准| 不得|永远不能|过不了 6
          FUTURE|公务员|政审|大学|重点|军
        - KIN 6 征信|信用|联征|LIST 6 也|一样|都|会|受 6 影响|黑|列入|拉黑|完|污点|毁|上 !NEED
        - KIN 6 ASSET|PAPERS|退休金|养老金|低保|薪水 8 TAKEN !LAW !NEED
        - TAKEN 4 你 2 KIN 6 ASSET|PAPERS|退休金|养老金 !LAW !NEED
        - 用|拿 4 KIN 6 ASSET|退休金|养老金|低保|命 6 还|抵|TAKEN
        - 父债子偿|父债子还|夫债妻还|母债子还|子债父还|债务由你子女| 株连|连坐|全家连坐|子债父偿
        - KIN 6 也要|必须|得|也得|一起|跟着|连带|要替|有义务|要帮 6 坐牢|还债|还钱|承担|偿还|负责|遭罪|代偿|抓|抓起来
          !NEED
        - 你|我 8 SUMMON 4 REPORT_TO
        - SOON|必须|限你|马上|命令|要求|立刻|请你 6 SUMMON
        - 强制执行 4 你|今天|明天|马上|立即|下午
        - 今天|明天|马上|立即|下午|明早|今晚|即刻|三天内 8 强制执行|抄家|查封|拘留 !LAW
        - WE 6 强制执行|抄家 !LAW
        - CREDIT 6 FOREVER 6 消|洗|恢复|翻|抹|贷|黑|污|还不清|留|买|修复|跟着|背|在|不会| 无法
        - FOREVER 6 CREDIT|LIST|贷不了|翻不了|借不到|不能贷款|别想贷款|无法贷款 !NEED
        - FOREVER 4 别想|不能|无法|没法|休想 6 贷款|买房|坐|出国|找工作|翻身|TRAVEL
        - 让|通知|叫|逼|联系 4 你 4 公司|单位|老板|学校|雇主|领导 6 开除|扣|扣你|解雇|辞退|炒|停职|处分|除名|扣工资|裁
          !LAW
        - 单位|公司|老板|学校 6 会|就|把|将 4 开除|解雇|辞退|除名|扣你|扣发 3 你
        - 工资|薪水|薪资 4 直接 4 扣|划|打给我|转给我|归 !LAW
        - 传票|法院文书|立案通知 6 今天|明天|马上|下午 6 送|贴|寄 4 你 !LAWFUL
        - 已经|已 6 判|判决|宣判|缺席判决 4 你 6 有罪|败诉|坐牢|刑|年
        - 你 4 属于|就是|已是|已经是|已成为 4 违法|犯罪|犯罪行为|违法犯罪|在逃|通缉|诈骗 !JUDGED
        - 剥夺 3 你
        - 孩子|小孩|儿子|女儿|子女 6 送|带|抓|领 4 福利院|孤儿院|社福|社会局|走 !NEED
        - 社会局|儿福|福利院 6 带走|接走|领走
    """,
    "CT-TPDISC": """
        - THEY|KIN|ASSOC|NAME 16~NOT DEBT !NONE !HIDE
        - THEY|KIN|ASSOC|NAME 16,~NOT 逾期|欠款|贷款|网贷|还款|催收|债务|欠钱|卡债|AMOUNT !NONE !HIDE
        - DEBT 8~NOT THEY|KIN|ASSOC|NAME !NONE !HIDE
        - INSTEAD 4 THEY|KIN|ASSOC|NAME 6 REPAY !NONE
        - INSTEAD 2 THEY|KIN|ASSOC|NAME 8 欠|债|款|钱|处理
        - 你 8 紧急联系人|担保人|联系人|家属|亲属|父母|配偶 10, DUTY !NONE
        - 你 8 DUTY 6 REPAY !NONE
        - PASSON 8, REPAY|欠款|逾期|债务|贷款 !HIDE
        - 扣 3 THEY|NAME|KIN|ASSOC 2 工资|薪水|薪资
        - 扣工资|扣薪|从工资|工资里扣|扣他工资|扣薪水|代扣工资
        - AM 14 DUNNER
        - 我|我们 6 DUNNER
        - DUNNER 6 电话|专员|部门|部|员 !WARNED
        - THEY|KIN|ASSOC|NAME 12, 老赖|骗子|诈骗|跑路|失联|赖账|躲债|黑名单|失信|坐牢|被告| 被起诉|法院
        - 不还|再不还|还不出来|不出面 10, 找你|你来还|你还|你负责|你承担|你们还|你们家|一起告
        - 欠 2 我们|我司|平台|银行|公司|钱 !HIDE
        - 拿 2 你 4 号码|电话 8 当|做|填 4 担保|联系人
        - THEY|KIN|ASSOC|NAME 10 填|留|写 6 紧急联系人|担保 8, 还|欠|借|逾期|责任
    """,
    "CT-COERCE": """
        - 去|找|从|再|先|向|跟|问|到|上|用|拿|可以|就|换 6 ELSEWHERE 8 BORROW 12, REFILL
        - URGE 6 ELSEWHERE 6 BORROW 4 END
        - 去|找|从|再|先|向|跟|问 3 ELSEWHERE 4 借|贷|套|挪|凑|借钱|贷款|借点|要 8 END
        - BORROW 4 ELSEWHERE 12, REFILL
        - 办|刷|用|拿|申请|开|套|再办|把 6 信用卡|花呗|借呗|白条|现金卡|网贷|房贷|卡 8,
          套现|刷出来|套出来|取现|提现|预借|REFILL|透支
        - 再|先|另外|赶紧|快去|去 4 借|贷|撸|下|申请|办 4 一笔|一点|网贷|高利贷|几笔|贷款|新贷|小额贷|钱 10,
          REFILL|填|把我们
        - 以贷养贷|以贷还贷|借新还旧|拆东墙补西墙|以债养债|以卡养卡| 借新还旧
        - WE|可以|能 6 介绍|推荐|帮你 4 贷款|高利贷|借钱|平台|网贷|借款|钱庄|新贷|中介|口子 !KINDLY
        - HANDOVER 2 AMOUNT 6 FEE
        - HANDOVER 6 FEE 10, FAVOUR
        - HANDOVER 6 AMOUNT 10, 停催|不催|撤案|不再打|帮你|删|消|洗白|就不|停|撤诉|压下来| 摆平|通融|搞定|宽限
        - AMOUNT 4 FEE 8, FAVOUR
        - FEE 4 AMOUNT 8, FAVOUR
        - 先|另外|还要|得|额外|必须|要|需 6 FEE 8, 才|就|再|否则|不然|给
        - 额外|另外|先|私下|再|必须 4 HANDOVER 4 AMOUNT 6 FEE
        - 给我|给我们|塞我|给业务员 4 AMOUNT|红包|好处|好处费|辛苦费|茶水费|烟钱 10, END|FAVOUR|就|帮
        - 给|塞|包|发 3 我|我们 3 红包|好处|好处费|辛苦费|茶水费|烟钱|走路工
        - TRANSFER 6 MYACCOUNT !REFUND
        - MYACCOUNT 8 TRANSFER|收款|收钱|还款 !REFUND
        - TRANSFER 3 给|到|进|入|在 3 MYACCOUNT|我 2 END|账户|账号|卡|微信|支付宝|这|就|私人|个人|私下 !REFUND
        - TRANSFER 3 给|到 2 我|我这|我这里 2 END !REFUND
        - 转给我|打给我|汇给我|转我|打我|汇我|发我红包|扫我 6
          微信|支付宝|卡|私人|就行|就好|账户|户头|收款码|二维码|END !REFUND
        - 加|扫 2 我 3 微信|支付宝|收款码|二维码|line 10, 转|转账|付|付款|还|还款|打款
        - 不要|别|不用|不走|绕开|不必 6 公司账户|对公账户|公司账号|对公|公司|平台 8, TRANSFER 6 我|私人|个人
        - URGE 4 KIN|你|THEY 8 SELL 4 NEEDED|房|车|血|肾|器官|身体|END
        - URGE 8 NEEDED 4 SELL
        - URGE 2 SELL 2 NEEDED
        - 把|将 4 NEEDED 4 SELL
        - SELL 1 NEEDED 8, 还|凑|抵|缴|付|给|也要|也得
        - 砸锅卖铁|卖血|卖肾|卖房卖车|卖儿卖女|卖身|去卖|卖器官|卖卵| 裸贷
        - URGE 6 VITAL 8 REPAY|还|抵|给我|交|转|先|拿出来|缴
        - VITAL 6 先|拿来|拿去|拿出来|挪 4 还|REPAY|抵|给我|缴|用
        - 饿|不吃饭|不吃|别吃饭|不看病|停药|别看病|退学|不上学|少吃| 别吃|不治病|省吃 8 也|都|先|来|把|省 6
          还|缴|REPAY
        - 饿肚子|勒紧裤腰带|借钱也要|偷也要|抢也要|跪着也要|讨饭也要| 要饭也要|去偷|去抢 6, 还|缴|REPAY|也
        - 叫|让|逼|喊 3 KIN 8 还|还钱|还款|掏钱|出钱|拿钱|替你还|凑|贷款|抵押|垫|借|缴 !KINDLY
    """,
}
