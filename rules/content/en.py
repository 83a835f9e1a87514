"""English words of the content check, by group: people, threats, shaming; `~` for all forms, `_` for a space."""

GROUPS = {
    "KIN": """
        son~ daughter~ kid~ child children wife husband mother~ father~ mum~ mom~ dad~ parent~ family families
        brother~ sister~ spouse partner uncle aunt cousin~ nephew niece grandmother grandfather grandma grandpa
        grandson granddaughter grandchildren girlfriend boyfriend fiance fiancee baby relative~ in-laws loved_one
        loved_ones old_man old_lady little_one little_ones girl boy
    """,
    "ASSOC": """
        friend~ neighbour~ neighbor~ colleague~ coworker~ co_worker~ workmate~ employee~ boss~ employer~ flatmate~
        roommate~ tenant~ classmate~ teacher~ landlord~ manager~ supervisor~ mate~ staff_member buddy contact~
        references pastor everyone everybody whole_town all_of_your_friends acquaintance~ customer~ client~ workplace
    """,
    "THEY": """
        he she him her his hers they them their this_man this_woman this_person that_man that_woman the_borrower
        the_debtor someone_close
    """,
    "YOU": "you your yours yourself",
    "WE": "i we us our my me our_company our_team our_office our_agents our_collectors our_agency",
    "GANG": """
        guys boys lads men people crew team friends agents collectors someone somebody man muscle thugs gang bailiffs
        associates guy bloke blokes couple_of_guys heavies enforcers we i they colleague colleagues partner brother
        cousin driver
    """,
    "WILL": """
        will going_to gonna can could shall would may might are am is about_to have has been already get ready intend
        plan
    """,
    "DEFAULT": """
        or or_else otherwise unless if until pay not_pay refuse refuses ignore ignoring stall stalling hang_up
        hang_ups keep_refusing late miss no_payment stop_answering dodge dodging avoid hide hiding do_not_pay unpaid
        default
    """,
    # Threats.
    "BEAT": """
        sort_you_out sort_them_out break_you beat_you beat_up beat_the beat_it_out smash_you hurt kill~ hurt_you
        hurting harm~ batter~ punch~ kick_your stab~ shoot~ bury bash~ cut_you maim cripple~ burn~ torch mess_you_up
        mess_up rough_you_up rough_up teach_you_a_lesson teach you_a_lesson deal_with_you take_care_of_you
        take_you_out finish_you end_you make_you_suffer make_you_bleed bleed strangle choke~ attack~
        put_you_in_hospital put_you_in_the_hospital put_you_in_a_hospital put_you_in_the_ground six_feet_under crush~
        destroy~ wreck~ whack slap kneecap~ assault~ knock_your_teeth kick_the kick_down smash~ break_in trash_your
        knock_you hunt_you hunt hunt_down slit slice give_you_a_beating drown come_after come_for_you get_you
        coming_for_you coming_after
    """,
    "BODY": "leg~ arm~ bone~ finger~ kneecap~ knee~ teeth neck jaw skull hand~ face head nose rib~ throat spine",
    "BREAK": "break~ broken smash~ snap~ cut~ crush~ twist~ chop~ shatter~ bust~ rip~ crack~ saw wring",
    "RUIN": """
        regret sorry suffer miserable hell nightmare can_not_live can_not_show can_not_work unable_to_live unsafe
        not_safe never_safe no_peace never_sleep can_not_sleep wish_you_were_dead wish_you_had_never wish_you_never
        run_out_of_town out_of_town never_work never_be_safe can_not_stay lose_everything homeless lose_your_job
        pay_for_this can_not_walk never_walk beg crawl cry bleed scared afraid not_sleep ruin ruined not_live
        living_hell not_be_able_to_live no_place_to_hide nowhere_to_hide disappear vanish not_recognise pay_with_blood
        unbearable not_know_peace can_not_sleep_at_night fear wheelchair hospital not_be_safe not_be_able_to_walk
        not_feel_safe
    """,
    "MENACE": """
        you_will_regret you_are_going_to_regret watch_your_back look_over_your_shoulder looking_over_your_shoulder
        or_else you_will_be_sorry you_are_dead dead_man dead_meat you_are_finished you_can_run you_can_not_hide
        can_not_hide no_place_to_hide nowhere_to_hide you_will_see wait_and_see we_have_ways we_have_our_ways
        have_our_methods try_me test_me try_us test_us do_not_test do_not_push do_not_make_us do_not_make_me
        do_not_force do_not_mess do_not_say_we do_not_say_i do_not_say_you do_not_blame do_not_come_crying
        not_responsible_for_what on_your_own_head on_your_head whatever_happens_next what_happens_next what_is_coming
        find_out_what_happens accidents_happen accident_could_happen something_could_happen something_might_happen
        bad_things_happen things_happen things_can_happen things_get_ugly get_ugly get_nasty turn_nasty turn_ugly
        get_messy the_hard_way we_will_find_you i_will_find_you we_know_where_to_find we_can_find_you wherever_you_go
        no_mercy blood_on_your not_let_you_go never_let_you_go will_not_let_this_go make_you_pay gloves_are_off
        gloves_come_off you_asked_for_it you_have_been_warned last_warning_before last_chance_before we_get_you
        sleep_with_one_eye consequences_will_be_yours take_the_consequences face_the_consequences
        suffer_the_consequences bear_the_consequences you_will_pay_for dealing_with playing_with_fire end_well
        will_not_like_what not_going_to_like_what by_any_means any_means_necessary whatever_it_takes do_anything
        capable_of out_of_your_hide somebody_gets_hurt someone_gets_hurt people_get_hurt before_anyone_gets_hurt
        get_violent turn_violent gets_violent becomes_violent not_nice not_very_nice not_so_nice not_patient
        not_friendly knock_your_teeth_out lock_your_doors lock_your_door next_time_i_see_you if_i_see_you
        when_i_find_you when_we_find_you pray_i eating_through_a_straw through_a_straw make_an_example_of_you
        example_of_you one_eye_open no_one_can_protect nobody_can_protect no_one_can_save nobody_can_save
        say_your_prayers days_are_numbered there_will_be_blood blood_will blood_on_the hell_to_pay all_hell
    """,
    "BEWARE": """
        be_careful careful watch_out watch think_of think_about worry_about worried_about look_after mind look_out
        fear_for concerned_about protect
    """,
    "SAFE": """
        safety safe hurt harmed accident unharmed alone well-being wellbeing trouble danger health home_safely
        home_safe happen happens happened in_one_piece
    """,
    "KNOW": """
        know knows knew found_out find_out have_found found have_the_address got_the_address have your_address
        worked_out traced tracked follow~ followed watching watched
    """,
    "WHERE": """
        where which_school what_school which_schools which_nursery what_time which_bus address which_class
        which_street which_house route what_car licence_plate license_plate school nursery
    """,
    "LIFE": """
        live lives school go goes work works sleep sleeps study studies play plays walk walks park parks class shop
        shops home nursery kindergarten
    """,
    "PLACE": """
        house home door doorstep school work office workplace street outside flat apartment gate driveway building
        kindergarten nursery neighbourhood neighborhood block front_door shop place
    """,
    "SIEGE": """
        wait~ camp~ sit_outside sitting stand~ stay~ watch~ scene knock~ bang~ shout~ scream~ hammer~ park~ block~
        surround~ protest~ follow~ brick smash~ paint~ break_down kick_in kick_down force sort talk_to confront~
        visit_your harass~ bother~ pay_a_visit
    """,
    "CALL": """
        call~ ring ringing rings phone~ phoning dial~ text~ messag~ harass~ bombard~ pester~ hound~ blow_up blowing_up
        spam~ bother~ contact~ hassle~
    """,
    "NONSTOP": """
        keep non_stop nonstop every_hour every_day all_day all_night day_and_night night_and_day all_day_and_night
        every_minute every_five_minutes every_ten_minutes round_the_clock around_the_clock never_stop not_stop 24/7
        constantly a_hundred_times hundreds_of_times until_you endlessly continually middle_of_the_night until_your
        at_midnight over_and_over again_and_again hundred dozens_of_times 24 every_single_day hundred_times
        fifty_times every_half_hour relentlessly without_stopping at_3_a.m. at_2_a.m. at_4_a.m. every_night
    """,
    "CRACK": """
        crack crack_up break break_down snap lose_your_mind go_mad go_crazy go_insane cry collapse beg scream
        can_not_take give_up give_in pay cave cave_in lose_it can_not_sleep never_sleep answer pick_up
        have_a_breakdown breakdown your_phone_dies die change_your_number insane crazy mad can_not_stand surrender
    """,
    "BYGONE": "one last previous another other first one_of_the remember knew had_a before",
    "PERSON": """
        guy man woman person one customer borrower client debtor fellow bloke chap lady girl boy kid family people
        guys men folks neighbour neighbor someone somebody
    """,
    "BADEND": """
        hospital wheelchair crutches intensive_care coffin grave graveyard cemetery buried funeral morgue in_a_cast
        broken_leg broken_legs broken_arm broken_bones broken limp limping limps disappeared vanished missing
        never_seen never_found not_seen found_in lost_his lost_her lost_their lost_everything not_walk
        can_not_walk not_walking never_walked walk_again no_longer_walks had_an_accident an_accident accident burned
        burnt burned_down beaten beaten_up attacked black_eye teeth regretted regrets regret dead died killed suicide
        jumped hanged moved_away left_town ran_away begging crying on_the_streets homeless eats_through_a_straw
    """,
    # Shaming.
    "INSULT": """
        deadbeat~ loser~ scum scumbag~ trash garbage liar~ thief thieves crook~ criminal~ parasite~ leech leeches
        lowlife~ low_life low-life bum~ idiot~ moron~ stupid pathetic worthless useless pig~ dog disgusting disgrace
        coward~ fraud fraudster~ cheat cheater~ scammer~ con_man con_artist bastard~ bitch bitches asshole~ arsehole~
        dumbass jerk~ filth vermin rat sponger~ scrounger~ freeloader~ moocher~ beggar~ white_trash broke_trash
        good_for_nothing good-for-nothing waste_of_space waste_of_oxygen waste_of_air failure joke shameless dirty
        lazy piece_of_shit piece_of_trash piece_of_garbage piece_of_work shit crap jackass degenerate~ imbecile~
        pauper~ cretin~ dishonest embarrassment snake swindler~ crooked poor_excuse son_of_a_bitch laughing_stock
        slime slimeball weasel skank whore slut retard retarded ignorant clown fool dishonourable dishonorable fat_pig
        delinquent_trash wretch irresponsible bottom_feeder no-good crackhead junkie worm cockroach dirtbag~ lame
        broke_loser peasant
    """,
    "SCORN": """
        ashamed_of_yourself be_ashamed feel_ashamed no_shame have_you_no_shame any_shame have_no_shame any_dignity
        no_dignity kill_yourself drop_dead go_die go_to_hell hang_yourself jump_off better_off_dead
        better_off_without_you shame_on_you disgust you_make_me_sick make_me_sick you_disgust no_self_respect
        any_self_respect self-respect hold_your_head look_at_yourself in_the_mirror a_real_man be_a_man real_man
        some_decency any_decency no_decency no_honour no_honor no_conscience not_have_a_conscience call_yourself_a_man
        call_yourself_a_father call_yourself_a_mother call_yourself_a_parent what_kind_of_man what_kind_of_mother
        what_kind_of_father what_kind_of_parent what_kind_of_person what_sort_of_person what_sort_of_man
        what_sort_of_mother what_sort_of_father waste_of_life do_the_world_a_favour do_the_world_a_favor
        no_one_would_miss nobody_would_miss deserve_to_die not_deserve_to_live not_deserve_to_be not_deserve_children
        do_not_deserve fit_to_be people_like_you makes_me_sick you_people your_kind not_a_man not_human
        less_than_human even_human you_human makes_me_vomit want_to_vomit make_me_want_to_vomit make_me_vomit
        make_me_puke want_to_puke dumbest stupidest laziest lowest_of_the_low nobody_respects no_one_respects
        not_deserve people_despise despise_you pity_you spit_on what_you_really_are
    """,
    "PRIVATE": """
        photo~ picture~ pic~ name face details debt~ video~ information info id identity story shame passport address
        business data account balance situation default selfie~ messages secrets mugshot id_card selfies
    """,
    "POST": """
        post~ publish~ share~ put upload~ send~ display~ print~ broadcast~ tweet~ spread~ splash~ stick~ pin~ hang~
        plaster~ leak~ blast~ show circulate~ tag~ expose~ nail~ tape~ forward~ announce~ read_out paste pasting
        pasted distribute~ mail~ advertise~ livestream~
    """,
    "PUBLIC": """
        facebook instagram twitter tiktok whatsapp online internet social_media social_network web website youtube
        linkedin neighbours neighbors neighbourhood neighborhood friends family coworkers co-workers colleagues
        everyone everybody whole_town town community office workplace church school village street streets world
        public publicly newspaper newspapers billboard billboards poster posters flyer flyers wall walls lamp_post
        lamp_posts noticeboard notice_board bulletin_board contacts contact_list contact phonebook phone_book
        whole_street group group_chat forum boss employer relatives radio tv building lobby wall_of_shame
        hall_of_shame snapchat telegram reddit all_over parents mum mom mother father dad classmates door doors
        front_door reception clients customers page timeline paper local_paper press local_news news newsletter
        tabloid
    """,
    "LEARN": """
        know knows see sees find_out hear hears learn learns laugh realise realize finds_out look_at read reads
    """,
    "OWE": """
        owe owes owed debt~ deadbeat thief liar loan~ borrow~ not_pay default~ what_you_owe what_you_are what_you_did
        who_you_really_are what_kind_of_person what_sort_of_person unpaid bill~ delinquent do_not_pay cheat fraud
        the_truth late overdue steal stole what_you_really_are what_you_have_done
    """,
    "TELL": """
        tell call calling ring contact inform telling let notify message email text phone visit write_to notifying
    """,
    "SHAMED": """
        exposed humiliated humiliate embarrass embarrassed embarrassing public_shame shamed name_and_shame
        named_and_shamed wall_of_shame hall_of_shame laughing_stock laughingstock reputation famous ridicule ridiculed
        disgraced expose viral
    """,
}


def words(group: str) -> list[str]:
    """The members of a group, without repeats, verbs and nouns in all their forms."""
    return list(dict.fromkeys(form for word in group.split() for form in _forms(word.replace("_", " "))))


def _forms(word: str) -> list[str]:
    """Write out `~`: plural, third person, past and -ing, with and without doubled consonant."""
    word = word.replace("'s", " 's").replace("s' ", "s ")
    if not word.endswith("~"):
        return [word.replace("-", " "), *([word.replace("-", "")] if "-" in word else [])]
    stem = word[:-1]
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    plural = stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [stem, plural, stem + "ed", stem + "ing", stem + stem[-1] + "ed", stem + stem[-1] + "ing", stem + "ers"]


TABLES = {
    "REPORT": """
        - WARNED
        - if|when|whenever 3 anyone|someone|anybody|somebody|caller|collector 4
          says|claims|tells|threatens|asks|threaten|claim|calls
        - beware|careful|may_be|could_be|is|are|probably|watch_out| avoid|protect|about|against|of|spot|likely 4
          scam|scams|scammer|scammers|fraudster|fraudsters|phishing
    """,
    "CALM": """
        - NOT 3 pay|paying|paid|repay|answer|hear|call|respond|reply|
          cooperate|settle|receive|received|have_the_money|afford| clear
        - do_you_think|you_think|who_says|think 6 NOT
        - if|because|since|who|still|unless|you_have_not|you_did_not|you_do_not|you_will_not 4 NOT
    """,
    "CT-THREAT": """
        - WE|GANG|somebody 6 WILL 4 BEAT 4 YOU|KIN|BODY|PLACE
        - WE|GANG 6 BEAT 3 YOU|KIN !LAWFUL
        - sort_you_out|sort_them_out|sort_him_out|sort_her_out| teach_you_a_lesson|mess_you_up|rough_you_up|
          put_you_in_hospital|put_you_in_the_hospital|six_feet_under| put_you_in_the_ground|hunt_you_down
        - WILL 3 kill|stab|shoot|burn|bash|batter|cripple|maim|beat|hurt| strangle|choke|punch|slap|kneecap|attack 4
          YOU|KIN|BODY
        - BREAK 3 YOU|KIN 4 BODY
        - BREAK 4 BODY
        - YOU 3 BODY 5 BREAK|get_broken|broken|gone
        - get|have|end_up_with 3 YOU 2 BODY 2 BREAK
        - burn|torch|smash|trash|blow|brick|wreck|shoot_up|set_fire 4 YOU 3 PLACE|car|windows|window|business|shop
        - set 4 PLACE|car 2 on_fire|alight
        - smash|put_a_brick|brick|break 5 window|windows|windscreen
        - WE|GANG 6 come|coming|come_over|be|send|sending|get|drop|stop|show_up| turn_up|pay_you 4
          sort|drag|beat|hurt|deal_with|make_you|teach|visit_you_will| and_hurt
        - send|sending|sends 4 GANG 4 round|around|over|to_your|to_you|after_you|your_way|to_see|
          to_visit|to_collect|to_talk|to_get !NEED
        - GANG 6~CALL outside|at|in_front_of|near|on|around 2 YOU 2 PLACE
        - GANG 4 be|are|is|am|already|wait|waiting|parked|sitting|standing| watching 6
          outside|at|by|near|opposite|down 3 PLACE
        - GANG|WE 6 SIEGE 6 YOU|KIN 3 PLACE
        - WE|GANG 8 wait|waiting|standing|camp|camped|sit|sitting|park|parked 4 YOU 4 PLACE|KIN
        - do_not|dare|not 2 try|think|bother|even|attempt 4 leave|leaving|escape|run|running|hide|hiding|go_out|
          going_out
        - WE|i 3 KNOW 4 WHERE 4 YOU|KIN 6 LIFE|is|are|PLACE
        - KNOW 3 WHERE 4 YOU 3 KIN
        - WE 3 KNOW 3 WHERE 3 you 3 LIFE
        - WE 3 KNOW 3 YOU 3 address|route|routine|car|KIN|schedule|home|house 8 LIFE|WHERE|and|very_well !NEED
        - YOU 2 KIN 4 LIFE 6 right|do_not_they|does_not_she|does_not_he|is_not_it|
          are_not_they|correct|is_that_right|finish|finishes|alone| by_himself|by_herself|every_day
        - YOU 2 KIN 4 walk|walks|walking|go|goes|come|comes 4 home|school 6 alone|by|every|at|do
        - lovely|nice|pretty|beautiful|cute|sweet 2 family|KIN|house|home|car 8
          shame|pity|be_a_shame|would_not_want|would_hate|happen| you_have
        - shame|pity|hate 4 if 4 something|anything|KIN|it 6 happen|happened|hurt|burned|SAFE
        - BEWARE 3 YOU 4 KIN 4 SAFE !WISH !NEED
        - BEWARE|watch 2 YOU 2 KIN|back|step !WISH !NEED
        - keep 2 eye|eyes 2 on 2 YOU 2 KIN
        - YOU 4 KIN 4 SAFE|in_danger|at_risk|not_safe|be_next !WISH !NEED
        - can_not|can_no_longer|not 3 guarantee|promise|responsible_for 3 YOU|KIN 4 safety|safe|well_being|wellbeing
        - something|anything|what|accident|things 3 happen|happens|might_happen|could_happen|may_happen 4 YOU|KIN
          !WISH
        - KIN|you 3 WILL 3 get_hurt|be_hurt|get_harmed|suffer|pay_the_price|
          pay_the_consequences|be_sorry|regret|have_an_accident|bleed| be_next|disappear !NEED
        - something|anything|accident|bad|worse 4 happens|happen|goes_wrong 8,
          do_not_say|not_say|do_not_blame|not_blame|warned|your_fault
        - do_not_say|not_say|do_not_tell_me|do_not_complain 3 WE|you 4
          warn|warned|did_not_warn|were_not_warned|not_warn
        - do_not_blame|not_blame 2 WE|us|me
        - do_not|not 4 blame 3 WE 8 what|if|when|for
        - MENACE !NEED
        - DEFAULT 12, MENACE
        - make 3 sure|certain 4 you|YOU 4 can_not|never|not|regret|suffer|lose|RUIN
        - make|making|turn 3 YOU 3 life|lives 4 hell|misery|living_hell|miserable|nightmare|unbearable|
          impossible|difficult
        - make 3 you|KIN 4 RUIN|pay_dearly|bleed|cry|suffer|beg|sorry|wish
        - WE|i 2 WILL 4 ruin|destroy|wreck|finish|end|crush 3 you|your|KIN
        - you|KIN 2 WILL 3 RUIN 4 END|living|life|if|this|day|in_this|here
        - you 2 can_not|will_not|never 4 live|show_your_face|sleep|walk|work|set_foot|rest| have_a_moment 4
          in_this_town|in_this_city|again|any_more|anymore|peace|easy| here|in_peace|around_here|safely
        - run|drive|chase|hound|force 2 you 2 out|from 4 town|city|home|neighbourhood|neighborhood|house|job
        - never|no_longer 3 safe|sleep|have_peace|live_in_peace|rest
        - hang_up|ignore|block|dodge|stop_answering|DEFAULT 10, WE 3 WILL 3 NONSTOP 3 CALL
        - WE|i 3 WILL 3 NONSTOP 2 CALL|coming|going 8 until|till
        - WE|i 4 CALL 3 YOU|KIN|ASSOC 6 NONSTOP
        - NONSTOP 2 CALL 6 until|till 4 you 4 CRACK
        - CALL 6 until|till 2 you|YOU 3 CRACK
        - NONSTOP 3 CALL 2 you|KIN|ASSOC|phone !NEED
        - WE 6 CALL 6 NONSTOP !NEED
        - YOU 3 phone 6 never_stop|not_stop|ring|blow_up|explode|melt|ringing 6 NONSTOP|until|stop|never
        - not_rest|never_rest|never_stop|not_stop|will_not_stop 6 until|till 6 you|KIN
        - let 2 you 3 sleep|rest|live|peace|have_peace|have_a_life
        - you 3 dead|finished|toast|a_dead_man|as_good_as_dead 4 END|if|meat|man
        - i_will_kill|we_will_kill|kill_you|beat_you|break_you|
          smash_you|cut_you|make_you_bleed|bury_you|gut_you|end_you
        - we|i 4 have_ways|have_our_ways|have_methods|have_people|know_people 6 making|make|dealing|who|deal|to
        - find_you|track_you_down|hunt_you|hunt_down| come_and_find_you|come_for_you|come_after_you|coming_for_you 8
          wherever|no_matter|and|END|KIN|if
        - go|come|turn_up|show_up|visit|visiting|turn|pay 4 KIN|YOU 2
          school|nursery|workplace|work|job|office|house|home|KIN| church|wedding 6
          and|make|every|scene|shout|force|until|tell
        - say_goodbye|kiss_goodbye|wave_goodbye 4 YOU|KIN|BODY
        - enjoy|make_the_most_of 4 while_you|while_they|before_we
        - keep|hold|lock 2 YOU 3 KIN|doors 3 close|inside|indoors|safe|near|locked
        - you 2 not|would_not|do_not|will_not 2 want|like 3 us|me|my|our|to|what|this 6
          come|coming|visit|find_out|looking|see|happen|happens|know| sending|send|show|turn
        - GANG|WE 4 pay|paying|make 2 you|YOU 4 a 1 visit|call
        - trouble|danger|hell|tears|blood|pain|tragedy|misfortune 4 for|to|in 2 YOU 3 KIN
        - hate|shame|pity|sad 5 see|if|for|to 6 YOU 4 KIN|PLACE|car|business|shop 5
          burn|burning|burned|hurt|happen|accident|fire|get|go|lost| crash
        - WE|GANG|someone|somebody|eyes 4 watching|following|tracking|stalking|tailing|eyes_on|eye_on| monitoring 1
          you|KIN
        - WE|GANG|someone|somebody 4 watching|following|tracking|stalking|tailing 2 YOU 2 KIN|house|home|door|every
        - friends|guys|boys|lads|men|people|associates|cousins| brothers 6
          coming|come|visiting|visit|going|drop|will|are 4 to|by|round|see|find|meet|over 4 you|YOU|tonight|tomorrow
        - knock|kick|smash|punch|beat|slap 3 YOU|you 3 BODY|out|up|down|senseless
        - somebody|someone|anyone|people|you|KIN 2 get|gets|getting|got|is_going_to_get|will_get 1
          hurt|injured|killed|beaten|hospitalised|hospitalized !NEED
        - not_going_to_stop|will_never_stop|never_going_to_stop| not_stop|will_not_stop 1 CALL
        - value|love|cherish 2 YOU 2 KIN|life|health|legs|car|job 8, pay|settle|you|END !NEED
        - sitting|waiting|parked|standing 6 outside|at|by|near|opposite 2 YOU 2 PLACE
        - hear|hearing 2 from 1 us|me 4 NONSTOP
        - visit|visiting 3 YOU 3 KIN !NEED
        - SENDER 4~ADVISED coming|heading|driving|dropping|turning_up|showing_up|popping|stopping|on_our_way|on_my_way 3
          to|by|round|over|past|at|outside 2 YOURS 2 house|home|place|door|doorstep|flat|apartment|front_door
          !CONSENT !MAYWE !NEED !KINDLY
        - SENDER 2 WILL 4~ADVISED come|be|drop|stop|call|turn_up|show_up|knock|stand 3 to|by|round|at|outside|on 2 YOURS 2
          house|home|place|door|doorstep|flat|apartment|front_door !CONSENT !MAYWE !NEED !KINDLY !JUDGED
        - expect|expecting 3 us|me|visit|visitors|knock|company|someone 5
          tonight|today|tomorrow|door|doorstep|house|home|morning|evening !CONSENT !MAYWE !NEED
        - see_you 3 at|in|outside 2 YOURS 2 house|home|place|door|doorstep|work|office 4 tonight|today|tomorrow|soon|END
          !CONSENT !NEED
        - BYGONE 4 PERSON 10 DEFAULT|like_you|dodged|ignored|refused|stalled|lied|owed|hid|did_the_same|thought|laughed|said_no|tried 14, BADEND !NEED
        - BYGONE 4 PERSON 6 who|that|whose 12, BADEND !NEED
        - what 3 happened|became|happens 2 to|of 4 BYGONE 4 PERSON !NEED
        - someone|somebody|a_guy|a_man|a_woman|one_guy|one_man|one_woman|one_customer|one_borrower|people 2
          like_you|who|in_your_position 10 DEFAULT|owed|ignored|refused|dodged|did_not 14, BADEND !NEED
    """,
    "CT-SHAME": """
        - you|YOU 2 are 5~THIRD INSULT !NEED
        - you 2~THIRD INSULT !NEED
        - are_you 4 INSULT
        - START 3 INSULT 0 END
        - you_are 8~THIRD SCORN|nothing_but|INSULT !NEED
        - such|like|of|typical 2 a 2 INSULT 6, you|YOU|are
        - what_a|what_an 2 INSULT
        - INSULT 3 like 1 you
        - SCORN !NEED
        - DEFAULT|borrowed|borrow|owe|debt|loan 10, INSULT !NEED
        - you 6 be|feel 2 ashamed|embarrassed|disgusted|humiliated
        - you|people_like_you|your_kind 4 disgust|make_me_sick|sicken|are_nothing|are_worth_nothing| nothing
        - YOU 2 KIN 6 ashamed|disgusted|embarrassed|disgrace|raised|failed|
          disappointed|raise|bring_up|brought_up|INSULT|must_be_proud| be_so_proud|let_down|cry !NEED
        - raised|raise|brought_up|bring_up 3 INSULT|badly|you_wrong|you_better|you_like|like_this| a_person_like
        - point|use|purpose|reason|good 6 you|like_you 4 alive|living|life|breathing|exist|existing|on_earth|
          being_born
        - why 3 you 4 alive|living|exist|born|breathing|breathe
        - better_off|world 6 without 2 you
        - should 2 have 3 thought|considered|known 4 before|borrowing|when 6 INSULT|broke
        - broke|poor 6, should_not_have|should_not_borrow|do_not_borrow|why_borrow| why_did_you_borrow|thought_before
        - can_not_afford|too_poor|too_broke 4 do_not_borrow|you_should_not|why_did_you|to_live|to_have
        - how 4 sleep_at_night|live_with_yourself|look_at_yourself| face_your|look_your|show_your_face|call_yourself
        - WE|i|someone 4 POST 8 PRIVATE|owe|your_debt|about_you 10 PUBLIC !NEED
        - POST 4 YOU 5 PRIVATE|debt|owe|loan 10 PUBLIC !PLEASE !NEED
        - POST 6 PUBLIC 8 PRIVATE|owe|debt|deadbeat|you_do_not_pay !PLEASE !NEED
        - YOU 3 PRIVATE 8 POST|be|go|goes|going|end_up|all_over|appear|appears 8 PUBLIC !PLEASE !NEED
        - YOU 3 PRIVATE 4 all_over 4 PUBLIC|town|place|web
        - WE|i|DEFAULT 8, let|make|making|letting|have 3 PUBLIC|KIN|ASSOC 4 LEARN !NEED
        - let|make|making|sure|certain|so|that|and_then|then|see_what 4 PUBLIC|KIN|ASSOC 4 LEARN 5
          YOU|OWE|what|how|you !NEED
        - PUBLIC|KIN|ASSOC 4 will|going_to|is_going_to|are_going_to|soon 4 LEARN 6 YOU|OWE|what|how|about !NEED
        - WE|WILL|should_i|shall_we|shall_i|want_me_to|want_us_to| DEFAULT 8, TELL 4 PUBLIC|KIN|ASSOC|every 8
          YOU|OWE|you|how !NEED
        - TELL 5 PUBLIC|KIN|ASSOC 8 you 4 OWE|INSULT|do_not|never
        - TELL 2 everyone|everybody|all 6 YOU|know|contacts|phone|town|work
        - WE|WILL 6 SHAMED 3 you|YOU|KIN !NEED
        - you|YOU 6 SHAMED 6 public|publicly|front|online|everyone|END|internet !NEED
        - WE|i|WILL 6 expose|humiliate|shame|embarrass|disgrace|name_and_shame 4 you|YOU
        - ruin|destroy|wreck|damage|trash 2 YOU 3 reputation|name|good_name
        - reputation|good_name 6 ruined|destroyed|finished|gone|over
        - poster|posters|flyer|flyers|leaflets|billboard|banner| megaphone|loudspeaker|sign|signs|sandwich_board 8 YOU
          6 PUBLIC|PLACE|face|name|debt|photo|street|KIN
        - make_you_famous|go_viral|wall_of_shame|hall_of_shame| name_and_shame|debtors_list|list_of_debtors|shame_list
        - mail|email|text|message|send|ring|call|phone|spam|blast 4 every|all|everyone|each 6 YOU 2
          contacts|contact|phone|phonebook|address_book|friends|list| contact_list|family
        - you 4 beneath_contempt|beneath|lower_than|worth_less|not_worth| worse_than|nothing_but 4
          INSULT|dirt|a|us|animal|rat|human
        - get_a_job 4 INSULT|you
        - only|just 2 a|an 2 INSULT 10 pay|repay|owe|owes|borrow|borrows|pays
        - being|be|acting|behaving|living 3 a|an|such|like 3 INSULT !NEED
        - a|an|such 2 INSULT 8 pay|repay|owe|owes|borrow|borrows|pays|borrowing !NEED
        - wait|when|once|until|till 4 KIN|PUBLIC|ASSOC 6 LEARN 6 YOU|you|OWE|what
        - KIN|PUBLIC|ASSOC 3 finds_out|find_out|hears|hear|learns|see|sees 6
          what_you|you_owe|you_are|about_you|your_debt|YOU 3 END|debt|loan|OWE|are
        - nobody|no_one|who 3 respects|respect|likes|trusts|wants|would_want|loves 6
          you|like_you|INSULT|person_who|who_steals
        - sign|banner|board|megaphone|placard|loudspeaker 4 says|saying|that|telling|shouting 8 you|YOU|debt|owe
        - even 2 dog|dogs|animal|animals|beggar|beggars|child|rat|rats| criminal|criminals|pig 8 than|you
        - only|just 2 INSULT 3 INSULT|live|lives|living|hide|hides|run|runs|dodge|steal|steals|take|takes
        - only|just 1 INSULT 8 live|lives|hide|hides|money|debts|loans|bills
        - only|just 1 INSULT 6 pay|owe|borrow|repay|fail
    """,
}
