"""Little words that give a language away: articles, pronouns, prepositions, and how people shorten them.

Plain (``redes.content.words.plain``), of the five languages. Standard library only: Rasa's runtime reads them too.
Words that two languages share stand with both.
"""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "es": frozenset(
        (
            "el la los las un una unos unas lo al del de en con por para pa y o u pero porque xq pq porq que q k ke como cmo kmo cuando "
            "donde dnd quien cual cuanto cuantos yo tu usted ustedes uds ud ella ellos nosotros nos me mi mis su sus se le les si no ya "
            "muy mas tambien tmb esta este esto esa ese eso estan estoy estaba es son soy era fue fui ser tengo tiene tienen tenia "
            "tener hay puedo puede pueden podria quiero quiere quieren kiero necesito necesita debo debe hacer hago hace hacen hasta "
            "desde sin sobre aqui alla ahi aca asi hola ola buenas buenos dias gracias favor porfa xfa ahora hoy ayer bien nada algo "
            "alguien todo toda todos tan cada otro otra saber sabe dice dicen dijeron dijo voy va vamos soy somos les dan doy atienden "
            "pues entonces mismo hijo hija mija senor senora senor anda nunca ni tal vez aunque mientras antes despues uno dos tres cita salud papeles permiso nino medico atienden sacar embarazada vencido ayuda trabajo cedula pte"
        ).split()
    ),
    "en": frozenset(
        (
            "the a an of to in on at for with from by and or but because if that this these those i you he she it we they me him her us "
            "them my your his our their is are am was were be been being do does did don doesn didn can could will would should may "
            "might must have has had not no yes what who how when where why which there here im ive dont cant wont didnt isnt u ur pls "
            "plz please need want get got go going know tell help some any all just about out up so very too also than then now without "
            "says said being after before while still only over into again does one two three anyone someone hello hi"
        ).split()
    ),
    "pt": frozenset(
        (
            "o os as um uma uns umas de do da dos das em no na nos nas ao aos pelo pela por para pra pro com sem e ou mas porque pq que "
            "como quando onde quem qual quais quanto eu tu voce vc vcs voces ele ela eles elas nos me te se meu minha meus minhas seu "
            "sua seus suas isso isto esse essa este esta nao n sim ja muito muita mais tambem tb tbm estou esta estao tava estava sou e "
            "era foi fui ser ter tenho tem tinha temos posso pode podem quero quer preciso precisa devo deve fazer faco faz ha la aqui "
            "ai ali ate desde sobre agora hoje ontem bem nada algo alguem tudo todo toda cada outro outra saber sabe disse disseram vou "
            "vai vamos nem so entao depois antes mesmo ainda gente oi ola obrigado obrigada sao dele dela deles filho filha dizem quais qual peco tiro fica ficar perdi atendem atender minha plano documento saude crianca remedio papeis permissao gravida pedem precisam consigo caminho"
        ).split()
    ),
    "fr": frozenset(
        (
            "le la les un une des du de d l au aux en dans sur sous avec sans pour par et ou mais parce que qu qui quoi comment quand "
            "combien quel quelle quels quelles je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta son sa ses notre "
            "nos votre vos leur leurs ce c cet cette ces ca cela est suis es sommes etes sont etait etre ai as a avons avez ont avait "
            "avoir peux peut pouvez peuvent veux veut voudrais dois doit faire fait fais ne n pas plus rien jamais oui non tres aussi "
            "deja ici la y si chez depuis apres avant pendant encore toujours tout tous toute faut aller vais va sait savoir dit disent "
            "bonjour merci svp plait quelqu un puis donc alors comme entre meme quoi jsuis jpeux pr"
        ).split()
    ),
    "ht": frozenset(
        (
            "mwen m mw ou w li l nou n yo y sa a an la lan nan ki kisa kijan koman kouman kibo kote kile kile poukisa pouki konbyen gen "
            "genyen pa te ap pral prale ka kapab vle bezwen dwe fe fet ale al vini di we konnen ak avek pou paske san sou anba nan depi "
            "jis jiska men epi oswa si se ye te yon youn anpil tou tout deja anko toujou jamn pote pran ban bay banm bam kite rete "
            "isit isi la lakay moun eske esk tanpri souple silvouple mesi bonjou bonswa wi non kap tap map pap wap lap nap kiyes kimoun "
            "ki moun pitit mari madanm manman papye lopital peyi ayiti kreyol kounye a jodi jodia ye lot chak menm fin fek genle swa "
            "paka poum pouw poul pouyo saa mwenm janm jwenn deyo andedan avan apre touye pemi fini dokiman pasyan swen kijan lopital timoun bebe dokte koute"
        ).split()
    ),
}
"""Language -> its little words."""
