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
