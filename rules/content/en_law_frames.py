"""English frames of the content check: false authority, false law, disclosure, coercion."""

TABLES = {
    "CT-IMPERS": """
        - AM 7~STOP AUTH
        - i|we 2 am|are 3 a|an|the 3 AUTH
        - AM 6 working_with|partnered_with|authorised_by|authorized_by|
          sent_by|appointed_by|instructed_by|commissioned_by| acting_for|on_behalf_of|under_orders|deputised_by|
          deputized_by 3 AUTH
        - AUTH 3 sent|appointed|instructed|authorised|authorized|hired|asked|
          assigned|ordered|commissioned|deputised|deputized|engaged| directed 2 us|me|our
        - sent|appointed|instructed|authorised|authorized|hired|
          assigned|ordered|commissioned|deputised|deputized|engaged| mandated|empowered|approved|licensed 1 by 3 AUTH
          6, to|collect|and|you|END
        - we|i|our_agents 3 sent|appointed|instructed|authorised|authorized|hired|
          assigned|ordered|commissioned|engaged|mandated 1 by 3 AUTH
        - START 3 AUTH 2 NOTICE 0 END
        - START 2 AUTH 0 END 2, your|you|a|final|this|summons|pay
        - START 4 NOTICE 4 from|of|by 4 AUTH 0 END
        - START 2 final|official|urgent|legal 2 AUTH|government 3 NOTICE
        - WRIT 10, LINK 6 link|it|withdraw|cancel|here|fee|now|void|avoid|online|today
        - LINK 10 withdraw|cancel|drop|quash|stop|lift|avoid|recall| cancelling|withdrawing 3
          WRIT|case|charges|prosecution
        - AM 5~STOP LAWYER 8, PRESS
        - i|we 3 YOU|your 2 attorney|lawyer|solicitor 8 state|government|of_record|court|pay
        - my|our|badge 2 badge|shield|warrant_card|badge_number 6 number|AMOUNT|is|no
        - badge_number|badge
        - i|we 3 officer_of_the_court|court_appointed|court_officer|
          court_officers|officers_of_the_court|court_authorised| court_authorized|state_authorised|government_agents|
          government_backed|government_approved
        - officer|detective|sergeant|agent|inspector|judge|marshal| deputy|constable|investigator|lieutenant 2 NAME 3
          here|speaking|calling|from|with|of|END
        - our|this|my 2 court|tribunal|police_station|precinct|department 6,
          ordered|orders|executing|issued|has|requires|demands| judgment|will
        - we|i 3 executing|enforcing|prosecuting|investigating 4 you|your|YOU 4 case|warrant|for|judgment|criminal
        - this 3 court_order|official_court|official_government| police_notice|government_notice|official_summons|
          legal_summons|summons 2 END|to|from|for
        - you_are|you_have_been 2 ordered|commanded|summoned|subpoenaed|directed 6, AUTH|by|to_appear|to_pay
        - AM 5~STOP OFFICIAL 4~STOP OFFICE
        - START 2 OFFICIAL 3~STOP OFFICE 1 NOTICE
        - START 2 OFFICIAL 3~STOP OFFICE 0 END 6, you|your|pay|final|notice|this
        - START 4 BENCH 1 NAME 3 END
        - signed|by_order|by_order_of|regards|sincerely|faithfully|signature 3, BENCH 3, NAME|END|AUTH
        - START 1 by_order_of 3 BENCH|AUTH 4 END
        - START 3 AUTH 2 clerk|registrar|prosecutor|registry|bailiff 0 END
        - AM 6 credit_bureau|credit_reference|credit_reporting| consumer_credit_authority|bureau_of|department_of|
          office_of_the|office_of|division_of
        - START 4 AUTH 4~STOP calling|here|speaking|on_the_line
    """,
    "CT-FALSELAW": """
        - POLICE 7 SEIZED 3 YOU|KIN|tomorrow|today|END !JUDGED
        - POLICE 4 WILL|are|is|be|come 6 SEIZED 3 you|your|YOU|KIN !JUDGED
        - you|YOU 3 WILL|be|get|face|end_up|go|going 5 JAIL !JUDGED
        - have|get|getting|having|see 3 you 3 JAIL|arrested|put_away|thrown|locked|charged|deported
        - put|send|throw|land|lock|sending|putting|throwing|get|drag| see 3 you 4
          JAIL|away|up_for|cell|cells|to_court_in_handcuffs
        - you|YOU 5 arrested|jailed|imprisoned|incarcerated|deported|prosecuted|
          locked_up|detained|handcuffed|in_jail|to_jail|in_prison| to_prison|behind_bars !JUDGED
        - DEFAULT|owe|debt|owing 10, JAIL !JUDGED
        - not_paying|non_payment|not_pay|failing_to_pay| failure_to_pay|unpaid|defaulting|skipping|owing|debt 8
          JAIL|crime|criminal|felony|CRIME !JUDGED
        - warrant|warrants 3 for 2 YOU 3 arrest
        - arrest_warrant|arrest_warrants|bench_warrant| warrant_for_your|warrant_has_been|warrant_will_be|warrant_is 8
          issued|out|END|signed|YOU|you|active|today|tomorrow|with|on| your
        - issue|issued|issuing|sign|obtain|get|have|request|file 4 warrant|arrest_warrant|bench_warrant 6
          arrest|you|END|YOU|today !JUDGED
        - arrest|jail|imprison|prosecute|deport|handcuff|detain| arresting|jailing|prosecuting|deporting 1 you|KIN
        - you|this|it|that 2 are|is|committed|have_committed|guilty_of|commit|amounts_to|
          counts_as|charged_with|wanted_for|face|facing 5 CRIME !JUDGED
        - charge|charging|charged|charges|report|sue|prosecute| prosecuted|guilty|wanted|investigated 4
          you|your|YOU|be|of|for|with 4 CRIME !JUDGED
        - criminal|felony|fraud 1 charges|case|complaint|prosecution|investigation|proceedings 8
          you|YOU|against|filed|today|tomorrow|END !JUDGED
        - we|i 3 reported|report|reporting 1 you 2 to 3 police|fbi|authorities|sheriff|fraud_squad|prosecutor !JUDGED
        - call|calling|tell|telling|get|report|reporting|send|sending 3 police|cops|sheriff|fbi|immigration|ice 8
          you|YOU|on|your|to_arrest|to_your
        - report|reporting|turn|hand|call|tell|notify 4 you|YOU|your 6
          immigration|ice|home_office|border|immigration_status| deportation|deported|police|fbi|authorities
        - WE|i 5 FREEZE 2 YOU|KIN 5 ASSET !JUDGED !LAWFUL
        - WE 5 FREEZE 4 ASSET !JUDGED !LAWFUL
        - YOU 4 ASSET 3 WILL|is|are|being|been|has|have|gets 4 FREEZE !JUDGED !LAWFUL
        - YOU 4 KIN 4 ASSET 3 WILL|is|are|being 4 FREEZE|used|go|go_to|pay|cover
        - FREEZE 3 YOU 3 KIN 4 ASSET|pension
        - KIN 2 ASSET|pension|wages|savings|house|benefits|social_security 4
          FREEZE|taken|used|deducted|pay|cover|docked|seized| garnished|be|go !NEED
        - FREEZE|deduct|dock 4 from 3 KIN|ASSOC 4 ASSET|pension|wages|savings
        - WE 4 right|power|authority|entitled|permitted|allowed|
          legal_right|can_just|can_simply|do_not_need|no_need|need_no 8 FREEZE|enter|court|judgment|judge|break
        - without 3 court|judge|judgment|trial|hearing|court_order|warrant 8, FREEZE|enter|WE|you|ASSET
        - FREEZE|enter|take 8 without 3 court|judge|judgment|trial|hearing|going|warrant|court_order
        - WE|i 4 ANNUL 4 YOU|KIN 5 PAPERS !JUDGED
        - YOU|KIN 3 PAPERS 3 WILL|is|are|being|been|has|have|gets 4 ANNUL !JUDGED
        - you|KIN 2 WILL|KIN|going_to 3 lose|forfeit 4 PAPERS|job|house|home|ASSET|custody|KIN|right_to !JUDGED !NEED
        - ANNUL|have 3 YOU 2 PAPERS !JUDGED !NEED
        - WE|you|YOU 6 BAN 4 TRAVEL|you_from 4 END|until|again|abroad|TRAVEL|country|for|with|by|out|rent| work
          !JUDGED !NEED
        - BAN 2 you|from 5 TRAVEL !JUDGED
        - WE|you|YOU 8 LIST
        - put|add|place|putting|adding|placed|added 5 LIST
        - KIN 5 HURT 6 FUTURE !NEED
        - affect|affects|ruin|ruins|destroy|hurt|damage|harm|jeopardise|jeopardize|cost 3 YOU 4 KIN 6 FUTURE|chances|school|job|visa|END !NEED
        - HURT 3 KIN 5 FUTURE|chances
        - KIN 3 WILL|can_not|never|be|not 5 HURT|get_into|go_to|hired|admitted|allowed|attend|expelled| refused 6
          FUTURE|school|university|END|a_job !NEED
        - KIN 3 WILL|can|must|have_to|be|inherit|become 4 liable|inherit|responsible|sued|pay_your_debt|pay_for_your|
          arrested|jailed|owe 4 END|YOU|debt|for|your|it|this
        - take|taken|taking|remove|removed|lose|put 3 YOU 2 kids|children|son|daughter|child|baby|KIN 4
          away|into_care|foster|foster_care|custody|from_you| social_services|in_care
        - social_services|cps|child_protection|child_services 6 take|taking|remove|YOU|kids|children|told|call
        - call|report 4 social_services|child_protection|child_services
        - SUMMON !JUDGED
        - SUMMON|report 4 police_station|station|precinct
        - wages|wage|salary|paycheck|pay_check 6 garnish|garnished|garnishing|seized|docked|taken|attached 6
          today|tomorrow|now|immediately|automatically|this_week| this_friday|monday|friday|next_payday|without
          !LAWFUL
        - WE 3 WILL|are|have 4 garnish|garnishing|dock|docking|attach 4 YOU|wages|pay !JUDGED !LAWFUL
        - make|have|get|tell|order 3 YOU 2 boss|employer|company|job|work 4
          fire|sack|dismiss|deduct|fired|dock|hand_over|let_you_go
        - get|have|getting 2 you 2 fired|sacked|dismissed|deported|evicted|blacklisted|expelled
        - you 4 fired|sacked|evicted|lose_your_job|deported !NEED !JUDGED
        - CREDIT 6 FOREVER|ruined_for_life|destroyed_forever !NEED
        - FOREVER|never 4 get|borrow|rent|buy|have|obtain 6 CREDIT|loan|mortgage|house|job|again
        - never 4 work|rent|borrow|travel|fly|buy 4 again|in_this|any
        - blacklist|blacklisted|blacklisting 4 you|YOU|for|from|everywhere|nationwide|every|by
        - you|YOU 4 blacklisted|no_fly|on_a_government_list
        - WE 4 sell|auction|take|seize|repossess|kick|throw|evict 4 you|YOU 4
          house|home|out|street|car|furniture|everything !JUDGED !LAWFUL
        - bailiffs|sheriff|marshals|officers|movers|locksmith| tow_truck 8
          tomorrow|today|tonight|this_afternoon|this_morning|now|hour| on_their_way !JUDGED
        - change|changing 2 the 1 locks
        - you_have 3 already 3 convicted|been_found_guilty|been_sentenced|lost_the_case
        - we_have|court_has|judge_has 3 already 3 ruled|sentenced|convicted|decided|won|obtained_judgment|
          found_you_guilty
        - debtors_prison|debtor's_prison|debt_is_a_crime|debt_is_theft
        - have|get|see 3 KIN 3 taken|removed|put !NEED
        - filed|filing|file|made|lodged|lodging|submitted|submitting 3 police_report|police_complaint|crime_report|
          criminal_report|criminal_complaint|fraud_report 4 against|on|about|for|over 2 you|YOU|this !JUDGED
        - file|case|details|matter|account|papers|name 6 handed|passed|referred|sent|transferred|forwarded|given|reported|
          turned_over|handed_over|passed_on 2 to 4 POLICE|AUTH|fraud_squad !JUDGED !LAWFUL !CREDITFILE
        - we|i 5 hand|handing|pass|passing|refer|referring|send|sending|transfer|forward|give|turn 2 YOU 2
          file|case|details|name 3 to|over 4 POLICE|prosecutor|fraud_squad|prosecutors|district_attorney !JUDGED !LAWFUL
        - YOU 2 boss|employer|company|job|work 6 fire|sack|dismiss|terminate|suspend 2 you
        - put|place|slap|file|placing|putting 3 lien|liens 3 on|against 2 YOU|KIN !JUDGED
        - immigration|ice|home_office 3 will|is_going|have|be 4 told|informed|notified|contacted|coming|after
        - you|YOU 4 thrown_out_of|kicked_out_of|sent_out_of|removed_from 2 country|house|home|state|uk|usa|job
        - warrant|warrants 2 out|issued|active|open|pending|is 2 for|on|against 2 you|YOU|KIN|END
        - YOU 2 kids|children|son|daughter|child|baby|KIN 4 taken|removed|put|placed|go|end_up 4 into|in|from|away|to
          3 care|foster_care|foster|custody|END|you|social_services|us
        - placed|put|imposed|ordered|got|have|issue 3 a|an|the 2 travel|exit|flight 1 ban
        - travel_ban|exit_ban 6 you|on|YOU|END|issued
        - get|face|facing|do|doing|serve|serving|spend 3 AMOUNT 1 years|year|months 4 for|in|inside|END !JUDGED !NEED
        - i|we 3 get|getting|obtain|have 3 court_order 8 take|seize|today|tomorrow|this_afternoon|and
        - you 3 spend|spending|sleep|be 4 JAIL|cell|cells !JUDGED
    """,
    "CT-TPDISC": """
        - THEY|KIN|ASSOC|NAME 8~NOT DEBT !NONE !HIDE
        - THEY|KIN|ASSOC|NAME 12,~NOT overdue|past_due|arrears|owes|delinquent|borrowed|debt|loan| unpaid !NONE !HIDE
        - DEBT 7~NOT THEY|KIN|ASSOC|NAME !NONE !HIDE
        - REPAY 4 for|on_behalf_of 1 THEY|KIN|ASSOC|NAME|him
        - you 6 DUTY 6 THEY|KIN|ASSOC|NAME 4 DEBT|REPAY|payments|bill|account !NONE
        - you 6 emergency_contact|reference|next_of_kin|co_signer|guarantor 8, DUTY !NONE
        - you 4 DUTY 4 REPAY !NONE
        - you 5 DUTY 4 for 4 payment|payments|debt|loan|bill|balance|it !NONE
        - deduct|take_it|dock|garnish|withhold|taken 6 wages|salary|pay|paycheck|pay_check
        - help 2 him|her|them|THEY|NAME|KIN 4 REPAY|out|clear
        - PASSON 3 THEY|KIN|ASSOC|NAME 6 REPAY|debt|owes|loan|overdue|settle !NONE
        - AM 7 debt_collector|debt_collection|collections| collection_agency|collector|debt_recovery|recoveries|
          collections_department|collect_a_debt|debt_agency| collection_department|debt
        - collect|collecting|recover|recovering|collection_of|chasing| chase 4
          debt|loan|money|payment|balance|account|what
        - THEY|KIN|ASSOC|NAME 6 deadbeat|fraud|running_from|hiding_from|avoiding_us|
          blacklisted|arrested|jail|sued|court|lawsuit|judgment|liar
        - sue|suing|take_to_court|arrest|prosecute|jail 2 THEY|KIN|ASSOC|NAME|him
        - money 3 he|she|they 2 owe|owes|borrowed
        - AMOUNT 6 THEY|KIN|NAME 4 DEBT
        - THEY|KIN|ASSOC|NAME 8 AMOUNT 4 loan|debt|DEBT
        - take|deduct|taken|hold|taking|held|keep 6 wages|salary|paycheck|pay_check|pay_packet
        - NAME 3 still|also|already|now 2 owe|owes|has_not|have_not|owing
        - collect|collecting|recover|recovering|get_money 4 from 3 KIN|ASSOC|NAME|THEY
    """,
    "CT-COERCE": """
        - BORROW 4 ELSEWHERE 10, REFILL !KINDLY
        - URGE 6 BORROW 4 ELSEWHERE !KINDLY
        - START 3 BORROW 4 ELSEWHERE !KINDLY
        - BORROW 4 money|cash|it 4 ELSEWHERE|from 6 REFILL|KIN|ASSOC|ELSEWHERE|your !KINDLY
        - borrow|borrowing 4 from|off 3 KIN|ASSOC|ELSEWHERE|anyone|anybody !KINDLY
        - max_out|maxing_out|maxed_out|use|put_it_on|put_this_on| put_the_payment_on|charge_it_to|pull|draw 5
          credit_card|credit_cards|another_card|cash_advance| another_credit_card|overdraft|second_card 6,
          REFILL|and|to|END|now|today !KINDLY
        - we|i 4 can|will 4 lend|arrange|get|find|set 3 you 3 ELSEWHERE|another_loan|new_loan|payday_loan !KINDLY
        - refinance|rob_peter|borrow_more|more_credit 6 to_pay|pay_us|pay_paul|pay_this
        - GIVE 4 AMOUNT|a|an|the|small|extra|my|our 4 FEE 12, FAVOUR
        - GIVE 3 me|us 4 AMOUNT 10, FAVOUR
        - GIVE 3 me 5 FEE
        - AMOUNT 3 FEE|cash|in_cash|upfront 10, FAVOUR !NEED
        - FEE 4 AMOUNT 10, FAVOUR !NEED
        - for 3 AMOUNT 6, i|we 4 FAVOUR
        - for 2 a|small|an 4 FEE 8, i|we 3 WILL|FAVOUR
        - i|we 3 WILL|can 4 FAVOUR 10 for|if 4 AMOUNT|FEE|you_pay_me|you_give_me
        - need|must|have_to|want|require|required 4 GIVE|FEE|upfront 5 upfront|FEE|gift_cards|gift_card|first 6
          before|first|otherwise|or|to|END|and !REFUND
        - extra|additional|upfront|advance|special 2 FEE|payment|charge 6
          to_stop|before_we|to_close|to_avoid|or_we|to_remove| to_cancel|to_delete|or_else|so_that|to_make
        - buy|get|send|pay 4 gift_card|gift_cards|steam_cards|itunes_cards| google_play_cards|bitcoin|crypto 8
          pay|code|codes|numbers|me|us|to|END|and
        - TRANSFER 6 to|into|on|onto|in|through|via 2 MYACCOUNT !REFUND
        - TRANSFER 6 MYACCOUNT !REFUND
        - TRANSFER 4 to|into 3 my|collector|manager|agent|boss 4
          account|paypal|venmo|zelle|card|wallet|bank|cash_app|number| cashapp|revolut
        - zelle|venmo|cashapp|cash_app|paypal|wire|transfer 1 me|it_to_me|the_money_to_me
        - pay|send|give|hand 3 me 3 directly|personally|in_cash|cash|privately|instead
        - send|pay|transfer|wire|give 3 money|cash|it|payment|funds|AMOUNT 2 to 1 me
        - not|skip|avoid|instead_of|bypass|rather_than 5 company_account|official_account|company's_account|company|
          office 8, MYACCOUNT|me|my
        - URGE|KIN|you 6 SELL 4 NEEDED !KINDLY
        - START 3 SELL 4 NEEDED !KINDLY
        - SELL 2 YOU|the|a|their|her|his 3 NEEDED 8, pay|to_pay|and|END|if|clear|repay|for|settle !KINDLY
        - sell_blood|sell_plasma|sell_a_kidney|sell_your_blood| sell_your_kidney|sell_your_body|sell_your_plasma|
          donate_plasma|on_the_streets|turn_tricks|sell_yourself
        - use|take|spend|give|send|raid|dip_into|hand_over|cash_in| empty|put|pay_us_with|pay_with 4 YOU|KIN|the 4
          VITAL 8 pay|to|us|for|on|END|towards|toward|instead|first|and
        - skip|stop|forget|miss|go_without|cut|cancel|do_not_pay| not_pay|do_not_buy|delay|put_off 4
          VITAL|meals|dinner|eating|meal|lunch|doctor|surgery| operation|school|college 8,
          pay|and|to|us|until|first|END|so
        - pay_us|pay_this|pay_me|we_come|us 4 before|instead_of|ahead_of|first 4 VITAL|feeding|eating|food|rent|meals
        - eat_less|go_hungry|starve|beg|steal|rob 6, pay|us|money|if|for|to|END|bank
        - URGE|ask|tell|get|make|force 3 YOU 2 KIN|ASSOC 4 to|pay|give|lend|cover|mortgage|sell|take_out|remortgage 5
          pay|money|loan|house|this|us|you|it|debt|bail !KINDLY !NEED
        - go_to|go_see|try|ask|see|call|turn_to|visit|find 3 loan_shark|loan_sharks|payday_lender|moneylender|
          money_lender|pawn_shop|pawnbroker !KINDLY
        - FEE 6 and|then|so 8 FAVOUR
        - put|charge|place|stick 5 on 3 another|other|second|different|new|credit 3
          card|credit_card|credit_cards|cards !KINDLY
        - SELL 2 something|anything|stuff|things 6 pay|and|to|if
        - ask|beg 3 everyone|everybody|anyone|people|friends|family|neighbours| neighbors 6 for 2
          money|cash|help_paying|loan !KINDLY
        - SELL 1 it|them|that 4 pay|and_pay|to_pay|and !KINDLY
    """,
}
