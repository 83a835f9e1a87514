"""Texts for the content check, in the words of many hands: what must be found, and what must not."""

FOUND = {
    ("CT-THREAT", "zh-Hans"): """
        再不还钱，小心你家人的安全
        不还钱就打断你的腿
        再拖下去，出事别怪我们没提醒你
        明天再不还，我带几个兄弟去你家坐坐
        你女儿每天四点半放学对吧，我们都清楚
        今晚我们就派人守在你家门口
        别逼我动手，后果你承担不起
        你再不接电话，我就天天打你爸妈的电话
        信不信我找人把你腿卸了
        你要是敢跑，我弄死你
        走夜路小心点，别怪我没说
        我们会让你全家鸡犬不宁
        不还钱我就去你单位闹，闹到你丢工作
        敬酒不吃吃罚酒，你给我等着
        我们有的是办法收拾你
        欠我的钱不还，你就别想好好过年
        今天不还，我们就去你公司堵你
        你老婆上班的地方我们都摸清楚了
        再不还就泼油漆，砸你家门
        我一天打你一百个电话，打到你关机为止
        你逃到天涯海角我们也不会放过你
        想想你的家人，出了什么事可就晚了
        明天不还钱，你家里人就要遭殃
        你的小命还想不想要了
        半小时内不还钱，我叫人上门弄你
        到时候缺胳膊少腿别怨我们
        我们已经盯上你了，你住几号楼我们都知道
        不还钱就天天去你孩子学校门口等着
        你不让我好过，我让你全家不得安宁
        我会每五分钟打一次电话给你，直到你还钱为止
    """,
    ("CT-THREAT", "zh-Hant"): """
        今天不還錢，我們就上門收拾你
        我知道你孩子在哪個學校上學
        我們的人已經在你家樓下等著了，你別想出門
        信不信我讓你在這個城市待不下去
        再不還，我就叫兄弟去你公司找你聊聊
        你走在路上最好小心一點
        你女兒讀哪間幼稚園我們很清楚
        不處理的話，後果自負，別說我沒警告你
        再躲就讓你斷手斷腳
        我們會每天到你家門口噴漆
        你再不接電話，我就打爆你家人的手機
        我會讓你生不如死
        你老婆在哪上班我們都查到了
        敢不還就砸了你的店
        別以為躲起來就沒事，我們會找到你，給你好看
        你全家都別想好過
        我們會二十四小時不停打電話給你，打到你還錢
        你爸媽住哪我都知道，你自己看著辦
    """,
    ("CT-THREAT", "en"): """
        If you don't pay, be careful about your family's safety.
        Pay up or we'll break your legs.
        If you keep stalling, don't say we didn't warn you when something happens.
        We know where you live.
        We'll send some boys round to your house tonight.
        You'd better watch your back.
        I'm going to hurt you if I don't get my money.
        Your daughter walks home alone from school, doesn't she?
        Nice family you have. It would be a shame if something happened to them.
        We will make your life a living hell until you pay.
        You can run but you can't hide.
        I will call you every five minutes, day and night, until you pay.
        Our people will be waiting outside your work tomorrow.
        Pay by Friday or you will regret it.
        We'll burn your car if you don't settle.
        Someone will come over and teach you a lesson.
        Think about your kids before you ignore us again.
        I'll ring your phone non-stop until you lose your mind.
        Don't make us come after you.
        We can't guarantee your children's safety if this goes on.
        I'll smash your windows.
        We know your wife's work address and what time she finishes.
        You won't be able to live in this city if you don't pay.
        We have ways of making you pay.
        Keep ignoring me and you'll end up in hospital.
    """,
    ("CT-SHAME", "zh-Hans"): """
        欠钱不还，你还是人吗
        明天就在你们小区贴公告，让邻居都知道你欠钱
        把你做成欠债海报寄到你老家
        你真是个不要脸的东西
        我们要把你的名字挂到网上，让全村人看看
        你这种垃圾就不该借钱
        你爸妈知道你是个骗子吗
        你怎么不去死
        没见过你这么无耻的人
        我要群发短信给你通讯录里的所有人，说你欠钱不还
        再不还就曝光你，让你身败名裂
        我们会告诉你的同事和领导你是老赖
        你活着就是浪费粮食
        人渣，还钱
        让你在亲戚朋友面前抬不起头
        欠钱的时候像孙子，还钱的时候装大爷
        你还要不要脸了
        明天去你单位拉横幅，喊你还钱
        你的身份证照片会出现在抖音上
        你儿子有你这样的爹真丢人
        脸皮真厚，借钱不还还有脸发朋友圈
        我们会在你老家村口用大喇叭喊你欠钱
        你就是一条狗
        一个大男人欠这点钱，丢不丢人
        把你的欠款截图发到你们公司群里
    """,
    ("CT-SHAME", "zh-Hant"): """
        你就是個老賴，不要臉
        我們會把你的照片和欠款發到你的朋友圈
        你父母怎麼教出你這種騙子
        你這種人活著有什麼意義
        沒錢就不要學人家借錢，丟臉
        你這個社會敗類
        我會把你的事PO到臉書，讓大家都認識你
        去你公司貼大字報
        你這種廢物不配當爸爸
        我們要讓你的左鄰右舍都知道你是欠錢鬼
        你有沒有羞恥心啊，欠錢還敢出門
        爛人一個，欠錢不還
        你媽生你真是造孽
        再不繳就把你的名字公布在網路上
        窮到連這點錢都還不出來，真可憐，垃圾
    """,
    ("CT-SHAME", "en"): """
        You owe money and won't pay - are you even human?
        Tomorrow we will put up notices in your neighbourhood so everyone knows you owe money.
        We'll make a poster of you and your debt and send it to your home town.
        You are a disgrace.
        You're nothing but a lying thief.
        What kind of father doesn't pay his debts?
        We are going to tell all your coworkers that you don't pay your debts.
        Shame on you for not paying.
        Your photo will be all over the internet by tonight.
        You pathetic loser, pay what you owe.
        We will let your boss know what a fraud you are.
        Do the world a favour and kill yourself.
        Everyone on your contact list will hear about your debt.
        How do you sleep at night, you crook?
        People like you make me sick.
        Your children must be so ashamed of you.
        We'll name and shame you online.
        I'll call everyone in your phone and tell them you're a deadbeat.
        You have no shame at all.
        If you're too broke to pay, you shouldn't have borrowed, idiot.
        We will expose you to your whole church.
        You are worthless scum.
        We will publish your name in the newspaper as a debtor.
    """,
    ("CT-IMPERS", "zh-Hans"): """
        这里是刑事警察局，你涉嫌贷款诈骗
        我们受法院委托向你催收
        我们是银保监会派来的专员，专门处理你的逾期
        我是调解委员会的官员，命令你今天到场还款
        你好，我是市公安局经侦支队的，你的案件已经移交给我
        这里是人民银行征信中心，你的逾期需要马上处理
        【朝阳法院】您有一份传票待领取，请立即联系
        我是李法官，你的案子归我管
        本人系XX区人民检察院检察官，请你配合还款
        我们是政府指定的清欠办公室
        法院通知：你已被起诉，点击链接缴纳欠款即可撤诉
        我们代表公安机关通知你立即还款
        我是仲裁委员会的书记员，今天你不来就缺席裁决
        我是司法局的，你这个案子今天必须处理
        公安局通知：你因逾期不还已被立案
        我们是银监会的，请马上还清欠款
        你的传票已签发，扫码付款可以撤销
        我是居委会的干部，专门管你这笔欠款
        我是网警，你的账号因欠款被监控
        我这边是互联网法院诉前调解中心
        我是王律师，今天不还明天就起诉你
    """,
    ("CT-IMPERS", "zh-Hant"): """
        我是朝陽區人民法院執行局的，你的案子今天強制執行
        我是檢察院的工作人員，請配合還款
        【法院通知】您的傳票已產生，點擊連結繳費可撤案
        我是派出所員警，今天到所裡說明欠款情況
        我是街道司法所的，要對你進行逾期約談
        這裡是台北地方法院民事執行處，請立即繳款
        我是地檢署的檢察官，你的帳款必須今天處理
        我們是聯徵中心，你的信用即將被註記
        我是刑警隊的，你這筆貸款我們已經介入
        您好，這邊是金管會，通知您盡速還款
        我是里長辦公室派來的調解委員會人員，請你還錢
        警政署通知：你因欠款已被列管
    """,
    ("CT-IMPERS", "en"): """
        This is the criminal police; you are suspected of loan fraud.
        We have been appointed by the court to collect from you.
        We were sent by the financial regulator to deal with your arrears.
        I'm an official of the mediation board and order you to come and pay today.
        Officer Daniels here from the fraud division, call me back at once.
        I am calling on behalf of the sheriff's department about your unpaid loan.
        I am a judge and I am ordering you to pay.
        This is Experian; your late loan must be settled today.
        We are federal agents working on your file.
        You have reached the prosecutor's office regarding your debt.
        FINAL COURT NOTICE: you must pay within 24 hours.
        My name is Sergeant Cole with the police department.
        We are with the IRS and your account is past due.
        Your warrant has been issued; click here to pay and cancel it.
        I work for the Attorney General and you need to settle now.
        I'm an attorney and I will have you arrested if you don't pay.
        The court has sent us to collect your debt.
        This is the bailiff from the county court, open the door tomorrow.
        We represent the government in this matter.
        I'm with the Department of Justice, pay today.
    """,
    ("CT-FALSELAW", "zh-Hans"): """
        欠钱不还会被判刑坐牢三年
        不还款会影响你小孩升学和考公职
        你的户籍会被注销
        公安马上就会上门把你带走
        你已经被列为网上逃犯
        我们下午就冻结你的微信和支付宝
        不还钱你就等着坐牢吧
        你这是诈骗罪，要判十年
        我们会通知你单位直接扣你的工资
        你的名字明天就上全国黑名单
        你儿子以后别想考公务员
        我们会让你坐不了高铁
        你父母的房子也会被查封用来抵债
        不用经过法院，我们就可以拍卖你的房子
        今天下午五点前不还，就对你强制执行
        我们会申请拘捕令抓你
        你的身份证将被停用，手机号也会被封
        父债子偿，你孩子也要替你还
        逾期就是犯罪，会留案底
        你的社保卡已经被我们停掉了
        再不还，刑拘通知书明天送到你家
        你的征信一辈子都洗不白了
        再不还款就报警抓你
        你涉嫌恶意透支，马上会被刑事立案
        你全家都会被拉入失信名单
    """,
    ("CT-FALSELAW", "zh-Hant"): """
        今天不還，明天警察就來抓你
        你的銀行卡下午就會被我們凍結
        我們已經限制你坐高鐵和出境
        你父母的退休金會被拿來抵債
        你再不還就會被抓去關
        我們已經凍結你的戶頭
        你的健保卡會被停用
        明天法警就會到你家抓人
        不還錢就是詐欺罪，準備坐牢吧
        我們可以直接扣你的薪水，不需要法院判決
        你的小孩以後不能念公立學校
        你的護照已經被我們註銷
        你家人的財產也會被查封
        我們會讓你這輩子都不能出國
    """,
    ("CT-FALSELAW", "en"): """
        If you don't repay you'll be sentenced to three years in prison.
        Not paying will affect your child's place at school and any civil service job.
        Your household registration will be cancelled.
        We have the right to seize your house and drive away your car.
        You will go to jail for this debt.
        A warrant for your arrest will be issued this afternoon.
        We will garnish your wages tomorrow.
        Officers are on their way to your home to arrest you.
        Not paying a loan is a crime.
        We'll have your children taken away.
        You have been put on the no-fly list because of this debt.
        Your driver's licence will be revoked if you don't pay.
        We're going to take your house next week.
        You'll be deported if you don't pay this bill.
        We can empty your bank account without going to court.
        Your son will never get into college because of your debt.
        You're facing criminal charges for fraud.
        The sheriff will drag you out in handcuffs.
        Your employer will be ordered to fire you.
        You'll never be able to get a loan again for the rest of your life.
        Your wife will be arrested as well.
        We have blocked all your cards.
        Your social security benefits will be taken to pay this.
        We will put you behind bars.
    """,
    ("CT-TPDISC", "zh-Hans"): """
        您是李娜的同事吧，她在我们这里贷款逾期了
        我是贷款催收的，找您朋友刘洋要债
        您弟弟的卡债今天再不还就要告了
        张伟的贷款3,200元已逾期12天
        麻烦告诉你哥，他欠的五千块该还了
        你儿子的信用卡逾期三个月了，你帮他还一下
        王强一直不接电话，他的欠款你能不能处理一下
        我们是XX银行催收部的，请问王强在吗
        他留了您做紧急联系人，他不还就找您
        您女儿小敏在平台借了两万元没还
        请让陈杰尽快还清欠款，否则我们要起诉他
        贵单位职工刘涛的网贷已严重逾期
        你们是夫妻，她的债你也要还
        你邻居老赵是个老赖，欠了我们很多钱
        请通知你丈夫，他的车贷本月没有还
    """,
    ("CT-TPDISC", "zh-Hant"): """
        您兒子張偉欠我們3,200元，請您替他還
        請轉告王強，他的網貸已經逾期45天
        您作為緊急聯絡人，有義務幫他還款
        貴公司員工趙敏拖欠貸款，請單位協助扣工資
        請跟你媽媽說，她的信用卡帳單三個月沒繳了
        您的同事陳先生積欠本公司款項
        麻煩轉告林小姐，她的貸款已經逾期兩個月
        你老婆的卡債你要幫忙處理
        我是討債公司的，你弟弟在嗎
        他欠我們錢，你們家要負責
    """,
    ("CT-TPDISC", "en"): """
        You're Lisa's colleague, right? Her loan with us is overdue.
        I collect debts and I'm looking for your friend Mark.
        Your brother's card debt will go to court if it isn't paid today.
        Your husband borrowed 50,000 from us; did you know?
        Please tell your daughter that her payment is late.
        Mark hasn't paid his credit card bill in three months.
        Could you help your mother pay off what she owes?
        This is the collections department of ABC Bank; is John there?
        He listed you as a reference, so you must pay if he doesn't.
        Ms. Parker is behind on her car loan.
        Ask your tenant to settle his debt with us.
        We are going to sue your son over his unpaid balance.
        Your roommate defaulted on a loan of $900.
        I am a debt collector trying to reach Susan.
        Let Tom know his account is past due.
    """,
    ("CT-COERCE", "zh-Hans"): """
        把钱汇到我个人账户
        叫你爸妈卖房子还钱
        去借呗套一点出来先还上
        找亲戚朋友借钱还我们
        刷信用卡套现来还这笔
        给我转500，我帮你把记录删掉
        你加我微信，把钱转给我就行
        不要走公司账户，直接转到我的支付宝
        把孩子的学费先拿来还
        把你的车卖了还钱
        卖血卖肾也要把钱还上
        先交1000元保证金才能办理分期
        给点好处费我就不给你打电话了
        再办一张信用卡，刷出来还我们
        你可以去网贷平台借一笔，先把这边结清
        把老家的房子抵押了，赶紧还款
        把给你妈看病的钱先拿来还款
        借高利贷也要今天还清
        私下转我两千，这个案子我给你压下来
        快把家里的电器、首饰都卖了还债
    """,
    ("CT-COERCE", "zh-Hant"): """
        先去別的平台借一筆把我們的還上
        交500塊手續費我幫你停催
        讓你爸媽把房子賣了還錢
        去當鋪把機車當了還錢
        去跟地下錢莊借，先還我們
        錢直接匯到我私人戶頭就好
        包個紅包給我，我就不再打電話
        把小孩的學費拿來繳
        刷信用卡預借現金來還
        去賣腎也要還
        先付三千元處理費，才幫你停止催收
        轉到我老婆的帳戶
    """,
    ("CT-COERCE", "en"): """
        Borrow from another app first and pay off ours.
        Send the money to my personal account.
        Get your parents to sell their house and pay.
        Max out your credit card to pay us.
        Ask your friends for a loan and pay this today.
        Give me $100 and I'll delete your file.
        Just Venmo me and we'll forget about it.
        Sell your car and pay us.
        Use your rent money to pay this first.
        Skip your medication this month and pay us instead.
        Pawn your wedding ring if you have to.
        Take out another loan to settle this one.
        You need to pay a $200 processing fee before we stop calling.
        Pay with gift cards and read me the codes.
        Don't use the company account, wire it to me.
        Go to a loan shark if the bank won't lend to you.
        Slip me fifty and I'll lose your file.
        Sell a kidney for all I care, just pay.
        Borrow it from your mother.
        Get a cash advance and pay us today.
    """,
}

CLEAN = {
    ("borrower", "zh-Hans"): """
        逾期后将依合同约定计收违约金，请留意还款日
        我们不会上门，也不会联系您的家人
        您提到孩子住院，我们已登记为困难户，暂停催收至10月31日
        系统故障造成的后果由本公司负责，与您无关
        您目前欠款金额为3,200元，逾期12天
        请不要有心理负担，我们可以一起制定还款计划
        本短信仅发送给您本人，如非本人请忽略
        按时还款有助于维持良好信用记录
        我是XX消费金融公司的客服，工号1024
        如接到自称检察院、公安或法院的还款电话，请谨防诈骗
        您可以拨打12378向金融监管部门投诉
        您可向人民银行征信中心申请信用报告
        若法院判决生效后仍未履行，债权人可申请强制执行
        本公司将依法向征信系统如实报送，并事先通知您
        本公司拟于10月8日起诉，若在此之前还清则不再起诉
        本笔债务不影响您子女升学
        请汇入合同约定账户，勿转入任何个人账户
        请抓紧时间与我们联系，我们愿意与您协商方案
        您的银行卡将于还款日自动扣款
        我们不是公安机关，也不会以公检法名义联系您
        您可以将身份证照片上传到官方App完成验证
        警察、法院不会通过电话要求您转账
        如果您的账户被冻结，请联系发卡银行
        我们理解您失去工作的困难，可以申请延期
        我们绝不会威胁、辱骂您，也不会向他人透露您的信息
        请您本人登录App还款，任何人要求您转到私人账户都是诈骗
        您的家人近况如何，若遇困难请告诉我们
        法院已经受理该案，案号以法院通知为准
        判决生效后拒不执行的，法院可依法采取限制消费措施
        请勿通过以贷养贷的方式还款
        您可以向律师咨询自己的权利
        请问您今天方便还款吗
        感谢您的还款，本期已结清
        我们将在8点到21点之间给您打电话
        如不同意，您可以向人民法院提起诉讼
        您好，您的借款将于5月20日到期，请提前准备资金
        您家人的电话已从我们的记录中删除
        为了您的资金安全，请不要把验证码告诉任何人
        孩子上学需要费用，我们理解，可以为您调整还款日
        警方提醒：谨防冒充客服的诈骗
        本公司不会收取任何手续费、保证金
        您不需要为此借新的贷款
        您认为催收员有辱骂行为的，请拨打投诉电话
        不会有人上门找您，请放心
        您的投诉我们已经收到，三个工作日内回复
    """,
    ("borrower", "zh-Hant"): """
        如協商不成，我司可能依法向人民法院提起訴訟
        請注意帳戶安全，我司不會要求您轉帳到個人帳戶
        明天下午三點方便給您回電嗎
        我們不會在公共場所張貼您的任何資訊
        您的朋友圈和通訊錄我們無權存取
        若您認為工作人員言語不當，請撥打投訴專線
        我司委託XX律師事務所發送律師函，執業證號可在官方平台查詢
        貴案已由台北地方法院立案，案號115年度司促字第123號，以法院送達文書為準
        我們不是法院或警察機關
        欠款屬於民事糾紛，一般不會因此被追究刑事責任
        不良紀錄自清償之日起保留五年
        我們不建議您透過新增借款償還本筆債務
        您好，本期帳單3,200元將於10日到期
        若您生活困難，可以申請展延
        您可撥打165反詐騙專線查證
        警察不會因為民事欠款而逮捕您
        本公司不會凍結您的帳戶，也無權這麼做
        請問您明天方便通話嗎
        我們收到您的申請，將於三日內回覆
        請勿將款項匯給任何個人
        您有權向法院聲請調解
        謝謝您準時繳款
    """,
    ("borrower", "en"): """
        Late interest is charged under your agreement after the due date.
        We will not visit you, nor contact your family.
        You told us your child is in hospital; we have noted your hardship and paused contact until 31 October.
        We are responsible for the consequences of the system failure, not you.
        Your balance is $3,200 and your account is 12 days past due.
        Please don't feel under pressure; we can make a plan together.
        This text is meant for you only; please ignore it if you are not the account holder.
        Paying on time helps keep a good credit record.
        I'm with ABC Finance customer service, staff number 1024.
        If you get a call from someone claiming to be the police or the court about a debt, it may be a scam.
        You can complain to the financial ombudsman.
        You can ask the credit bureau for a free copy of your report.
        If the court's judgment is not paid, the creditor may apply for enforcement.
        We will report truthfully to the credit bureau and tell you beforehand.
        We intend to file suit on 8 October; if you pay before then we will not.
        This debt does not affect your children's schooling.
        Please pay into the account named in your agreement, never into a personal account.
        There is no fee for setting up a payment plan and you will not be charged extra.
        We are not the police and nobody will be arrested for a debt.
        Your bank account will not be frozen by us.
        A court may order wage garnishment only after a judgment.
        If you are worried about your family's health, please tell us.
        We can stop calling you at work if you ask us to.
        Would you like us to call you back tomorrow at 3 p.m.?
        We do not share your information with friends, family or your employer.
        Thank you for your payment; your account is now up to date.
        Please do not take out another loan to pay this one.
        We understand that losing your job is hard and want to help.
        You have the right to dispute this debt within 30 days.
        This is ABC Recovery calling about your account; this is an attempt to collect a debt.
        If you cannot afford this payment, free debt advice is available.
        We know your house purchase is under way; here is the letter you asked for.
        Our agents may never threaten, insult or shame you.
        You may speak with an attorney at any time.
        Please send your payment to the address below.
        Please let us know if your address has changed.
        Your payment of $50 was received.
        The police will never ask you to pay a debt by phone.
        You can pay by card, bank transfer or cash at our office.
    """,
    ("third_party", "zh-Hans"): """
        您好，请问可以联系到张伟先生吗，麻烦请他回电0800-000-000
        我是XX公司1024号，想确认王强先生的联系方式是否变更
        事涉个人隐私，不便向您透露
        请转告李娜女士回电，谢谢
        抱歉打错电话了，祝您生活愉快
        您与此事无关，不需要承担任何责任
        我们已经把您的号码删除，不会再打扰您
        请问这是王强先生的电话吗
        如果方便，请让刘女士给我们回个电话
        您不是本人，我不能透露具体内容
    """,
    ("third_party", "zh-Hant"): """
        請轉告李娜女士回電，具體事宜需與本人溝通
        很抱歉打擾您，我們不會再聯絡您
        您無需承擔任何責任
        請問陳先生在嗎，麻煩他有空回電
        這是私人事務，恕無法向您說明
        您的號碼我們已移除
    """,
    ("third_party", "en"): """
        Could you tell me how to reach Mr. David Lee? Please ask him to call 0800 000 000.
        I'm calling from XYZ company to confirm contact details for Mark Chan.
        It is a personal matter and I can't tell you more.
        You don't have to pay anything and you are not liable.
        We have removed your number from our records.
        Is this still the right number for Jane?
        Please pass on the message that Sam called for her.
        I'm sorry, I dialled the wrong number.
        I can only discuss this with her in person.
    """,
    ("guarantor", "zh-Hans"): """
        您对张伟的借款承担连带保证责任，保证期间至2026-12-15
        作为保证人，您可在保证期间内主张抗辩
        张伟的贷款3,200元已逾期12天，您是连带保证人
    """,
    ("guarantor", "en"): """
        As co-signer you are jointly liable for this loan.
        You guaranteed this loan; the borrower is 30 days late.
    """,
}

HIDDEN = {
    "CT-THREAT": """
        再不還錢小 心 你 家 人
        再不还钱，小​心​你​家​人
        信不信我shou拾你
        我们上门ｓｈｏｕ拾你
        今天不还，我们就上门收*拾*你
        不还钱就打.断.你.的.腿
        We'll br3ak your legs
        Pay or we will k1ll you
        w e   w i l l   h u r t   y o u
        Pay up or we'll break your l-e-g-s
        Wе will brеаk your lеgs
        Ｗｅ ｗｉｌｌ ｈｕｒｔ ｙｏｕ
        不還钱就打斷你的腿
        小心妳傢人的安佺，小心你家人
    """,
    "CT-SHAME": """
        你就是lao赖
        你就是老lai
        你就是老癞
        你就是laolai
        你就是老 赖
        你这个垃 圾
        你这个la圾
        你这个人喳
        你這個騙 子
        把你的照片发到朋.友.圈
        把你的照片发到pyq
        You are a dead beat and you should be ashamed.
        You are a l0ser
        You are such a l!ar
        You are sc*m
        You're a t.h.i.e.f
        You are a dеаdbеаt
        you are a deadbeeeeat
        You are a ⓛⓘⓐⓡ
    """,
    "CT-IMPERS": """
        我是法yuan执行局的
        我是f@院执行局的
        我是公an局的
        我是公·安·局的民警
        我是派出suo民警
        我是檢察院的工作人员
        我是法 院 执 行 局的
        我是珐院执行局的
        Th1s is the p0lice
        This is the pol1ce department
        I am calling from the c0urt
        I am a po-lice officer
    """,
    "CT-FALSELAW": """
        明天jing察就来抓你
        明天警cha就来抓你
        明天jc就来抓你
        明天警察就来zhua你
        明天井察就来抓你
        明天警，察就来抓你
        明天警​察就来抓你
        你等着坐lao吧
        The pоlice will аrrest you
        The police will arr3st you
        The police will a r r e s t you
        The police will ar-rest you
        pol.ice will arrest you tomorrow
        We are fr33zing your bank acc0unt
        you will go to ja1l
        ＴＨＥ ＰＯＬＩＣＥ ＷＩＬＬ ＡＲＲＥＳＴ ＹＯＵ
    """,
    "CT-COERCE": """
        把钱转到我个人账號
        把钱汇到我个人zhang户
        把钱汇到我 个 人 账 户
        转到我的wei信
        Take a pay day loan and pay us with it.
        Take a p@yday l0an and pay us with it.
        Send it to my pers0nal acc0unt.
    """,
}


def lines(text: str) -> list[str]:
    """The texts of a block, one a line."""
    return [line.strip() for line in text.strip("\n").split("\n") if line.strip()]
