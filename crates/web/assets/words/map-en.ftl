map-label = Map of the places in this notebook
map-no-script = Without scripts there is no map here. The list has everything that the map shows.
map-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
map-none = No statement gives a position yet.
map-show = Show on the map
map-close = Close
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-unnamed = without a name
map-sources = { $n ->
    [one] one source
   *[other] { $n } sources
}
map-one-origin = from one origin
map-possibly = possibly
map-differ = sources differ
map-perhaps-differ = sources may differ
map-spots = { $n ->
    [one] one position
   *[other] { $n } positions; all are drawn
}
map-within = somewhere within { $metres } m
map-cell = The exact place is not public. It lies somewhere in this square.
map-legend = What the map shows
map-legend-worst = A place is marked by the worst state that a source tells; the list names them all.
map-level-0 = intact or repaired
map-level-1 = possibly damaged
map-level-2 = slightly damaged
map-level-3 = damaged
map-level-4 = severely damaged
map-level-5 = destroyed
map-level-not-known = said to be not known
map-level-untold = nobody tells its state
map-mark-differ = sources differ
map-mark-radius = somewhere within this circle
map-mark-cell = somewhere in this square: the exact place is not public
map-borders = Base map: Natural Earth, 1:10 million. Lines between countries are drawn as Natural Earth draws them, by who holds the ground; this notebook says nothing about them.
map-own = Detail: the map file of whoever runs this notebook.
map-plans = Plans
map-plan-opacity = How strongly it shows
map-plan-placed-by = placed by { $who }
map-plan-residual = its known points lie { $metres } m off on average
map-plan-untold = too few known points to tell how well it fits
map-plan-mirrored = it lies with its back up: were two points exchanged?
map-plan-unplaced = not placed on the map
map-plan-place = Place it on the map
plan-label = The picture of the plan
plan-marks = What it shows
plan-show = Show in the picture
place-title = Place a plan on the map
place-how = Name two or more points of which you know both: where they are in the picture, and where they are on the ground. Two turn and scale the picture; four or more, far apart, also show how well it fits.
place-clicks = Choose a row, then click on the picture and on the map.
place-point = Point { $n }
place-x = Pixels from the left
place-y = Pixels from the top
place-latitude = Latitude
place-longitude = Longitude
place-uncertainty = How far off the positions may be, in metres
place-send = Record these points
place-no-number = { $found } is not a number that fits here
place-half = this point needs all four numbers
place-too-few = A picture needs two known points or more.
place-off-the-map = Point { $n } lies too far north or south for the map.
place-one-spot = The known points are one and the same; choose points far apart.
